{#-
    How tables are made. dbt's own way makes each beside the old one, renames both and asks the catalogue at each step: half
    of what a small model costs. Here a transaction drops the old table and makes the new one; it fails or holds as a whole.
-#}
{% materialization table, adapter="duckdb" %}

    {%- set target = this.incorporate(type="table") -%}
    {%- set existing = load_cached_relation(this) -%}

    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement("main") %}
        {% if existing is not none %} drop {{ existing.type }} {{ existing }}; {% endif %}
        {{ create_table_as(False, target, compiled_code) }}
    {% endcall %}
    {% do persist_docs(target, model) %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}

    {{ return({"relations": [target]}) }}

{% endmaterialization %}

{#- Comments on all described columns; one that the table does not have is an error. -#}
{% macro duckdb__alter_column_comment(relation, column_dict) %}
    {% for name, column in column_dict.items() %}
        comment on column {{ relation }}.{{ adapter.quote(name) }} is {{ duckdb_escape_comment(column["description"]) }};
    {% endfor %}
{% endmacro %}
