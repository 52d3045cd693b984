{#-
    Models with a row per article, or per thing in one article, are `incremental`: when they stand on a complete build,
    their rows of changed articles are deleted and made anew, and all others stay. So they read only what changed.
-#}

{#-
    The rows of a table of articles that a model has to look at: those of changed articles, or all in a full build. A unit
    test looks at all that it is given. dbt learns what a model depends on when it first reads its text, unexecuted.
-#}
{% macro changed_rows(name) -%}
    {%- set is_model = model.resource_type == 'model' -%}
    {%- if is_model and not execute %}{% do ref('int_articles_changed') %}{% endif -%}
    {%- if is_model and is_incremental() -%}
        (select * from {{ ref(name) }} where article_id in (select article_id from {{ ref('int_articles_changed') }}))
    {%- else -%}
        {{ ref(name) }}
    {%- endif -%}
{%- endmacro %}
