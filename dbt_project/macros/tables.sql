{#-
    How tables and views are made. dbt's own way makes each beside the old one, renames both, and asks the catalogue at each
    step: half of what a small model costs. Here one statement in one transaction drops the old one, makes the new one and
    comments on it; it fails or holds as a whole.
-#}
{% materialization table, adapter="duckdb" %}
    {{ return(replace_relation("table", create_table_as(False, this.incorporate(type="table"), compiled_code))) }}
{% endmaterialization %}

{% materialization view, adapter="duckdb" %}
    {{ return(replace_relation("view", create_view_as(this.incorporate(type="view"), compiled_code))) }}
{% endmaterialization %}

{#- The rows of changed articles are replaced in one transaction; a full build makes the table as any other. -#}
{% materialization incremental, adapter="duckdb" %}
    {%- if not is_incremental() -%}
        {{ return(replace_relation("table", create_table_as(False, this.incorporate(type="table"), compiled_code))) }}
    {%- endif -%}
    {%- set key = config.get("unique_key") -%}

    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement("main") %}
        delete from {{ this }} where {{ key }} in (select {{ key }} from {{ ref("int_articles_changed") }});
        insert into {{ this }} by name ({{ compiled_code }});
    {% endcall %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}

    {{ return({"relations": [this]}) }}
{% endmaterialization %}

{#- Put the relation that `creation` makes in the place of what bears its name, with its comments. -#}
{% macro replace_relation(type, creation) %}
    {%- set target = this.incorporate(type=type) -%}
    {%- set existing = load_cached_relation(this) -%}

    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement("main") %}
        {% if existing is not none %} drop {{ existing.type }} {{ existing }}; {% endif %}
        {{ creation }}
        {% if config.persist_relation_docs() and model.description %}
            {{ alter_relation_comment(target, model.description) }}
        {% endif %}
        {% if config.persist_column_docs() %} {{ alter_column_comment(target, model.columns) }} {% endif %}
    {% endcall %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}

    {{ return({"relations": [target]}) }}
{% endmacro %}

{#- Comments on all described columns; one that the table does not have is an error. -#}
{% macro duckdb__alter_column_comment(relation, column_dict) %}
    {% for name, column in column_dict.items() %}
        comment on column {{ relation }}.{{ adapter.quote(name) }} is {{ duckdb_escape_comment(column["description"]) }};
    {% endfor %}
{% endmacro %}
