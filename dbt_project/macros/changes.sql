{#-
    Models with a row per article, or per thing in one article, are `incremental`: when they stand on a complete build,
    their rows of changed articles are deleted and made anew, and all others stay. In a full build they look at all
    articles. Either way at a slice of them at a time: what a model holds in memory does not grow with the warehouse.
-#}

{#-
    The rows of a table of articles that a model has to look at now. A unit test looks at all that it is given. dbt learns
    what a model depends on when it first reads its text, unexecuted.
-#}
{% macro changed_rows(name) -%}
    {%- if model.resource_type == 'model' -%}
        {%- if not execute %}{% do ref('int_articles_changed') %}{% do ref('stg_articles') %}{% endif -%}
        (select * from {{ ref(name) }} where article_id in (select article_id from articles_at_hand))
    {%- else -%}
        {{ ref(name) }}
    {%- endif -%}
{%- endmacro %}

{#- Cut the articles that a model has to look at into slices, in the order in which its inputs are stored. -#}
{% macro cut_into_slices() -%}
    create or replace temp table articles_in_slices as
    select
        article_id,
        (row_number() over (order by article_id) - 1) // {{ var('slice_articles') }} as slice
    from {{ ref('int_articles_changed') if is_incremental() else ref('stg_articles') }};
{%- endmacro %}

{% macro take_slice(slice) -%}
    create or replace temp table articles_at_hand as
    select article_id from articles_in_slices where slice = {{ slice }};
{%- endmacro %}
