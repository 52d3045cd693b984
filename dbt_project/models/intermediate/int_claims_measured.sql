{{ config(materialized='incremental') }}
-- One row per claim that may be part of another one or have parts, and money of its article that it is measured in: its
-- own, that of its printed conversion, and every other at the day's rate.
with

claims as (

    select * from {{ changed_rows('int_claims_stated') }}

),

value_dates as (

    select * from {{ changed_rows('int_article_value_dates') }}

),

cues as (

    select * from {{ changed_rows('int_amount_cues') }}

),

total_cues as (

    select
        money_mention_id,
        max(strength) filter (
            where cue_type = 'total' and (side = 'before' or gap <= {{ claim_parameter('total_gap') }})
        ) as total_strength
    from cues
    group by money_mention_id

),

eligible as (

    select
        claims.claim_id,
        claims.article_id,
        claims.char_start,
        claims.sentence_index,
        claims.payer_name,
        claims.amount_max,
        claims.currency,
        fx.units_per_usd,
        total_cues.total_strength,
        row_number() over (
            partition by claims.article_id order by claims.amount_max desc, claims.claim_id asc
        ) as size_rank,
        row_number() over (partition by claims.article_id order by claims.char_start, claims.claim_id) as reading_rank
    from claims
    left join total_cues on claims.money_mention_id = total_cues.money_mention_id
    left join value_dates on claims.article_id = value_dates.article_id
    {{ fx_join('claims.currency', 'value_dates.valued_until') }}
    where not claims.is_call and not claims.is_deal and claims.amount_max > 0

),

currencies as (

    select distinct
        article_id,
        currency,
        units_per_usd
    from eligible

),

printed as (

    select distinct
        mentions.claim_id,
        resolved.amount_max,
        resolved.currency
    from {{ changed_rows('int_claim_mentions') }} as mentions
    inner join {{ changed_rows('int_money_resolved') }} as resolved
        on mentions.money_mention_id = resolved.money_mention_id
    where mentions.mention_role = 'conversion'

),

-- Each sum in its own money, in that of its printed conversion, and at the day's rate in every other money of the
-- article: "262 billion CFA francs (400 million euros)", of which a bank lends 150 million dollars.
converted as (

    select
        eligible.* exclude (amount_max, currency, units_per_usd),
        eligible.amount_max::double as measure,
        eligible.currency as measured_in,
        false as is_converted,
        false as is_rated
    from eligible
    union all by name
    select
        eligible.* exclude (amount_max, currency, units_per_usd),
        printed.amount_max::double as measure,
        printed.currency as measured_in,
        true as is_converted,
        false as is_rated
    from eligible
    inner join printed
        on
            eligible.claim_id = printed.claim_id
            and eligible.currency != printed.currency
    union all by name
    select
        eligible.* exclude (amount_max, currency, units_per_usd),
        eligible.amount_max::double / eligible.units_per_usd * currencies.units_per_usd as measure,
        currencies.currency as measured_in,
        true as is_converted,
        true as is_rated
    from eligible
    inner join currencies
        on
            eligible.article_id = currencies.article_id
            and eligible.currency != currencies.currency
    anti join printed
        on
            eligible.claim_id = printed.claim_id
            and currencies.currency = printed.currency

),

measured as (

    select
        *,
        sum(measure) over (
            partition by article_id, measured_in order by reading_rank, measure rows unbounded preceding
        ) as told_sum
    from converted
    where measure is not null

)

select * from measured
order by claim_id, measured_in, measure
