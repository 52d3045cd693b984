-- Grain: one possible reading of one ambiguous figure, with its prior.
with

mentions as (

    select * from {{ ref("stg_money_mentions") }}

),

readings as (

    select * from {{ ref("stg_money_readings") }}

),

valued as (

    select * from {{ ref("int_article_value_dates") }}

),

candidates as (

    select
        -- keys
        mentions.money_mention_id,
        mentions.article_id,
        readings.reading,

        -- what
        mentions.currency,
        lower(mentions.scale_word) as scale_word,
        coalesce(mentions.scale_system, 'none') as scale_system,
        mentions.equivalent_of_id,
        readings.is_default,

        -- how much
        readings.amount,
        readings.prior
    from mentions
    inner join readings on mentions.money_mention_id = readings.mention_id

),

priced as (

    select
        candidates.*,
        valued.valued_until as valued_on,
        candidates.amount::double / nullif(fx.units_per_usd, 0) as amount_usd
    from candidates
    left join valued on candidates.article_id = valued.article_id
    {{ fx_join("candidates.currency", "valued.valued_until") }}

)

select * from priced
order by money_mention_id, reading
