-- Grain: one article. The days whose exchange rates its conversions may have used, and how much slack they get.
-- Publication day known: that day. Only the month known: the month. Unknown: the span of the explicit dates in the
-- text, because a writer converts at the time told; nothing when the text has none.
with

articles as (

    select * from {{ ref("stg_articles") }}

),

dates as (

    select * from {{ ref("stg_date_mentions") }}

),

rates as (

    select max(rate_on) as last_rate_on from {{ ref("fct_fx_rates") }}

),

-- Days to come have no rates yet: the last fixing stands for them.
dates_in_text as (

    select
        dates.article_id,
        least(min(coalesce(dates.start_on, dates.end_on)), any_value(rates.last_rate_on)) as first_on,
        least(max(coalesce(dates.end_on, dates.start_on)), any_value(rates.last_rate_on)) as last_on
    from dates
    cross join rates
    where
        dates.date_kind != 'duration'
        and coalesce(dates.anchor, 'absolute') != 'publication'
        and coalesce(dates.end_on, dates.start_on) is not null
    group by dates.article_id

),

value_dates as (

    select
        -- keys
        articles.article_id,

        -- when
        coalesce(articles.published_on, dates_in_text.first_on) as valued_from,
        coalesce(articles.published_until_on, articles.published_on, dates_in_text.last_on) as valued_until,

        -- what
        case
            when articles.published_on is null then 'text_dates'
            when coalesce(articles.published_until_on, articles.published_on) > articles.published_on then 'month'
            else 'day'
        end as value_date_basis,

        -- how much
        case
            when articles.published_on is null then {{ rule_parameter('R01', 'tolerance_unknown_date_ratio') }}
            when coalesce(articles.published_until_on, articles.published_on) > articles.published_on
                then {{ rule_parameter('R01', 'tolerance_inferred_month_ratio') }}
            else {{ rule_parameter('R01', 'tolerance_dated_ratio') }}
        end as tolerance_ratio
    from articles
    left join dates_in_text on articles.article_id = dates_in_text.article_id

)

select * from value_dates
order by article_id
