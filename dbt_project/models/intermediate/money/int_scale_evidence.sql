-- Grain: one piece of evidence for or against one reading of one ambiguous figure. Weights: ref_scale_evidence.
with

candidates as (

    select * from {{ ref("int_scale_candidates") }}

),

mentions as (

    select * from {{ ref("stg_money_mentions") }}

),

articles as (

    select * from {{ ref("stg_articles") }}

),

valued as (

    select * from {{ ref("int_article_value_dates") }}

),

plain as (

    select
        mentions.*,
        articles.published_on
    from mentions
    left join articles on mentions.article_id = articles.article_id
    where
        not mentions.is_ambiguous
        and not mentions.is_vague
        and not mentions.is_duplicate
        and mentions.per is null

),

beside as (

    select
        candidates.money_mention_id,
        candidates.reading,
        case
            when plain.scale_system = 'myriad' and candidates.scale_system != 'myriad' then 'cjk_comention'
            else 'restated_in_article'
        end as evidence_kind,
        plain.money_mention_id as witness_id,
        plain.surface as detail
    from candidates
    inner join plain
        on
            candidates.article_id = plain.article_id
            and candidates.money_mention_id != plain.money_mention_id
            and candidates.amount between plain.amount_min and plain.amount_max
            and (candidates.currency = plain.currency or plain.currency is null)

),

elsewhere as (

    select
        candidates.money_mention_id,
        candidates.reading,
        'other_article' as evidence_kind,
        min(plain.money_mention_id) as witness_id,
        min(plain.surface) as detail
    from candidates
    inner join plain
        on
            candidates.currency = plain.currency
            and candidates.amount = plain.amount_min
            and candidates.article_id != plain.article_id
    left join articles on candidates.article_id = articles.article_id
    where
        abs(coalesce(articles.published_on - plain.published_on, 0)) <= {{ rule_parameter('R18', 'gap_days') }}
    group by candidates.money_mention_id, candidates.reading, plain.article_id

),

-- The partner of a stated conversion, either side; an ambiguous partner brings each of its own readings.
partner_amounts as (

    select
        mentions.money_mention_id,
        coalesce(candidates.amount, mentions.amount_min) as amount
    from mentions
    left join candidates on mentions.money_mention_id = candidates.money_mention_id

),

conversions as (

    select
        candidates.money_mention_id,
        candidates.reading,
        candidates.amount,
        candidates.currency,
        candidates.article_id,
        partners.money_mention_id as witness_id,
        partners.surface as detail,
        partners.currency as partner_currency
    from candidates
    inner join mentions as partners
        on
            candidates.article_id = partners.article_id
            and (
                candidates.equivalent_of_id = partners.money_mention_id
                or candidates.money_mention_id = partners.equivalent_of_id
            )
    where candidates.currency != partners.currency

),

converted as (

    select
        conversions.money_mention_id,
        conversions.reading,
        conversions.witness_id,
        any_value(conversions.detail) as detail,
        min(
            abs(
                log10(
                    (conversions.amount::double / own.units_per_eur)
                    / (partner_amounts.amount::double / partner.units_per_eur)
                )
            )
        ) as log10_error
    from conversions
    inner join partner_amounts on conversions.witness_id = partner_amounts.money_mention_id
    inner join valued on conversions.article_id = valued.article_id
    {{ fx_as_of_join("conversions.currency", "valued.valued_until", alias="own") }}
    {{ fx_as_of_join("conversions.partner_currency", "valued.valued_until", alias="partner") }}
    where
        conversions.amount > 0
        and partner_amounts.amount > 0
    group by conversions.money_mention_id, conversions.reading, conversions.witness_id

),

equivalents as (

    select
        money_mention_id,
        reading,
        case
            when log10_error < {{ rule_parameter('R02', 'log10_slack') }} then 'stated_equivalent_fits'
            else 'stated_equivalent_refutes'
        end as evidence_kind,
        witness_id,
        detail
    from converted
    where
        log10_error < {{ rule_parameter('R02', 'log10_slack') }}
        or log10_error > {{ rule_parameter('R03', 'refuting_log10_error') }}

),

lexicon as (

    select distinct
        candidates.money_mention_id,
        candidates.reading,
        'document_lexicon' as evidence_kind,
        null::varchar as witness_id,
        'milliard' as detail
    from candidates
    inner join candidates as shorter
        on
            candidates.money_mention_id = shorter.money_mention_id
            and shorter.reading = 'short'
            and candidates.amount = 1000 * shorter.amount
    inner join mentions
        on
            candidates.article_id = mentions.article_id
            and mentions.scale_system = 'long'
            and not mentions.is_ambiguous
    where candidates.reading = 'long'

),

impossible as (

    select
        money_mention_id,
        reading,
        'exceeds_world_product' as evidence_kind,
        null::varchar as witness_id,
        printf('%.1e USD', amount_usd) as detail
    from candidates
    where amount_usd > {{ rule_parameter('R28', 'world_product_usd') }}

),

all_evidence as (

    select * from beside
    union all
    select * from elsewhere
    union all
    select * from equivalents
    union all
    select * from lexicon
    union all
    select * from impossible

),

weighted as (

    select
        -- keys
        all_evidence.money_mention_id,
        all_evidence.reading,
        all_evidence.evidence_kind,
        all_evidence.witness_id,

        -- what
        all_evidence.detail,

        -- how much
        weights.log_odds,
        weights.cap
    from all_evidence
    inner join {{ ref("ref_scale_evidence") }} as weights on all_evidence.evidence_kind = weights.evidence_kind

)

select * from weighted
order by money_mention_id, reading, evidence_kind, witness_id
