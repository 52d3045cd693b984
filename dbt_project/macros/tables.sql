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

{#-
    Rows of one article each (`changes.sql`): those of changed articles are replaced, or all are made anew. Rows to be
    replaced have the columns of the table: others come with other code, and then all are made anew.
-#}
{% materialization incremental, adapter="duckdb" %}
    {{ return(replace_rows_of_articles("int_articles_changed", is_incremental())) }}
{% endmaterialization %}

{#- The same for rows of one article that tell the commitments of its claims. -#}
{% materialization regrouped, adapter="duckdb" %}
    {{ return(replace_rows_of_articles("int_articles_regrouped", keeps_rows())) }}
{% endmaterialization %}

{#- The same for rows of two articles. -#}
{% materialization regrouped_pairs, adapter="duckdb" %}
    {%- set is_kept = keeps_rows() -%}
    {%- do run_query(take_articles("int_articles_regrouped" if is_kept else "stg_articles")) -%}
    {%- set removal -%}
        delete from {{ this }}
        where
            article_id in (select article_id from articles_at_hand)
            or other_article_id in (select article_id from articles_at_hand);
    {%- endset -%}
    {{ return(replace_rows(removal, is_kept)) }}
{% endmaterialization %}

{#- Rows of one commitment each: those of changed commitments are replaced, or all are made anew. -#}
{% materialization of_commitments, adapter="duckdb" %}
    {%- set is_kept = keeps_rows() -%}
    {%- do run_query(take_commitments("int_commitments_changed" if is_kept else "int_commitment_members")) -%}
    {%- set removal -%}
        delete from {{ this }} where commitment_id in (select commitment_id from commitments_at_hand);
    {%- endset -%}
    {{ return(replace_rows(removal, is_kept)) }}
{% endmaterialization %}

{#- Pairs of claims: those that may have changed are made anew, or all. -#}
{% materialization pairs, adapter="duckdb" %}
    {%- set is_kept = keeps_pairs() -%}
    {{ return(replace_rows(drop_pairs(), is_kept)) }}
{% endmaterialization %}

{#- Look at `changed` articles where rows are kept, else at all, a slice at a time. -#}
{% macro replace_rows_of_articles(changed, is_kept) %}
    {%- do run_query(cut_into_slices(changed if is_kept else "stg_articles") ~ take_slice(0)) -%}
    {%- set slices = run_query("select count(distinct slice) from articles_in_slices").columns[0].values()[0] -%}
    {%- set removal = "delete from " ~ this ~ " where article_id in (select article_id from articles_in_slices);" -%}
    {{ return(replace_rows(removal, is_kept, slices)) }}
{% endmacro %}

{#- Where rows are kept, those of the statement `removal` make room for new ones; else all are made anew. -#}
{% macro replace_rows(removal, is_kept, slices=1) %}
    {%- set creation -%}
        {%- if is_kept %}
        {{ removal }}
        insert into {{ this }} by name ({{ compiled_code }});
        {%- else %}
        {{ create_table_as(False, this.incorporate(type="table"), compiled_code) }}
        {%- endif %}
        {%- for slice in range(1, slices) %}
        {{ take_slice(slice) }}
        insert into {{ this }} by name ({{ compiled_code }});
        {%- endfor %}
    {%- endset -%}
    {{ return(replace_relation("table", creation, is_replaced=not is_kept)) }}
{% endmacro %}

{#- Put the relation that `creation` makes, with its comments, in the place of what bears its name, unless that only changes. -#}
{% macro replace_relation(type, creation, is_replaced=True) %}
    {%- set target = this.incorporate(type=type) -%}
    {%- set existing = load_cached_relation(this) -%}

    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement("main") %}
        {% if is_replaced and existing is not none %} drop {{ existing.type }} {{ existing }}; {% endif %}
        {{ creation }}
        {% if is_replaced and config.persist_relation_docs() and model.description %}
            {{ alter_relation_comment(target, model.description) }}
        {% endif %}
        {% if is_replaced and config.persist_column_docs() %}
            {{ alter_column_comment(target, model.columns) }}
        {% endif %}
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
