{{ config(materialized="incremental") }}
-- Grain: one amount that an article states in its own words, once: repeats, boilerplate and bylines are left out.
-- Bounds say what the writer committed to: half a unit of the last printed digit, more for "about", open for "over".
with

money as (

    select * from {{ changed_rows("int_money_resolved") }}

),

roles as (

    select * from {{ changed_rows("int_amount_roles") }}

),

sentences as (

    select * from {{ changed_rows("stg_sentences") }}

),

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

valued as (

    select * from {{ changed_rows("int_article_value_dates") }}

),

-- After the last fixing its rate gives the order of magnitude of a sum.
last_rates as (

    select
        currency,
        max(valid_on) as last_on,
        arg_max(units_per_usd, valid_on) as units_per_usd
    from {{ ref('int_fx_rates_in_force') }}
    group by currency

),

countable as (

    select
        money.* exclude (per),
        -- 年150兆ウォン: the year before a figure is a pace, after a number it is a date
        coalesce(
            money.per,
            case
                when
                    money.language = 'ja'
                    and regexp_matches(
                        substring(
                            articles.text, greatest(1, money.char_start - 2)::bigint, least(3, money.char_start)::bigint
                        ),
                        '{{ var("yearly_prefix_pattern") }}'
                    ) then 'year'
            end
        ) as per,
        roles.role,
        articles.published_on,
        articles.published_until_on,
        coalesce(sentences.char_start, money.char_start) as sentence_start,
        coalesce(sentences.char_end, money.char_end) as sentence_end,
        money.passage_kind in ('title', 'heading') as is_title,
        pow(10.0, coalesce(money.printed_precision, 0)) / 2 as half_unit,
        money.amount_max::double / coalesce(
            fx.units_per_usd, case when valued.valued_until > last_rates.last_on then last_rates.units_per_usd end
        ) as amount_usd
    from money
    left join roles on money.money_mention_id = roles.money_mention_id
    left join sentences
        on
            money.article_id = sentences.article_id
            and money.sentence_index = sentences.sentence_index
    left join articles on money.article_id = articles.article_id
    left join valued on money.article_id = valued.article_id
    left join last_rates on money.currency = last_rates.currency
    {{ fx_join("money.currency", "valued.valued_until") }}
    where
        not money.is_duplicate
        and money.passage_kind in ('title', 'heading', 'body', 'list_item', 'summary')

),

bounded as (

    select
        *,
        case modality
            when 'at_most' then 0.0
            when
                'approx'
                then least(
                        amount_min::double - half_unit,
                        amount_min::double * (1 - {{ rule_parameter('R01', 'approx_ratio') }})
                    )
            when 'at_least' then amount_min::double - half_unit
            else amount_min::double - half_unit
        end as low,
        case modality
            when 'at_least' then 'infinity'::double
            when
                'approx'
                then greatest(
                        amount_max::double + half_unit,
                        amount_max::double * (1 + {{ rule_parameter('R01', 'approx_ratio') }})
                    )
            else amount_max::double + half_unit
        end as high
    from countable

)

select * from bounded
order by article_id, char_start, money_mention_id
