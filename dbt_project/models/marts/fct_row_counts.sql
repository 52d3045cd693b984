{#- Counted before modelling, published beside the result: the audit compares what came in with what goes out. -#}
{%- set counted = [
    ("raw", "articles"),
    ("raw", "article_files"),
    ("raw", "rejected_inputs"),
    ("parsed", "passages"),
    ("parsed", "sentences"),
    ("parsed", "money_mentions"),
    ("parsed", "quantity_mentions"),
    ("parsed", "date_mentions"),
    ("parsed", "entity_mentions"),
    ("parsed", "status_cues"),
] -%}
with counts as (

    {% for step, table in counted %}
    select
        '{{ step }}' as step_name,
        '{{ table }}' as table_name,
        count(*) as row_count
    from {{ source(step, table) }}
    {{ "union all" if not loop.last }}
    {% endfor %}

)

select * from counts
