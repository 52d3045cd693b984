{{ config(materialized='of_commitments') }}
-- One row per commitment: which of its claims represents it, and what all of them say of it together.
with

claims as (

    select
        levels.commitment_id,
        levels.published_on,
        levels.proven_level,
        claims.claim_id,
        claims.article_id,
        claims.claim_basis,
        claims.char_start,
        claims.amount_min,
        claims.amount_max,
        claims.currency,
        claims.status,
        claims.status_level,
        claims.period_start,
        claims.period_end,
        claims.period_edtf,
        claims.announced_on,
        claims.confidence,
        claims.part_relation,
        claims.is_umbrella,
        claims.is_sum,
        claims.is_call,
        claims.is_attraction,
        claims.is_deal
    from {{ commitment_rows('int_claim_levels') }} as levels
    inner join {{ ref('int_claims') }} as claims on levels.claim_id = claims.claim_id

),

sources as (

    select * from {{ ref('int_source_clusters') }}

),

cues as (

    select * from {{ ref('stg_status_cues') }}

),

repeated as (

    select
        *,
        count(*) over (partition by commitment_id, amount_min, amount_max, currency) as same_amount_count
    from claims

),

-- The furthest stage speaks for the amount, then the latest word, then the figure most articles print; a mention for
-- comparison only where there is nothing else.
chosen as (

    select
        commitment_id,
        claim_id as chosen_claim_id
    from repeated
    qualify
        row_number() over (
            partition by commitment_id
            order by
                claim_basis = 'compared' asc,
                greatest(coalesce(proven_level, 0), 2) desc,
                same_amount_count desc,
                is_umbrella desc,
                period_start is not null desc,
                published_on desc nulls last,
                confidence desc,
                claim_id asc
        ) = 1

),

-- A side state holds when it is the last word on the commitment.
stages as (

    select
        commitment_id,
        first(status order by proven_level desc nulls last, published_on asc nulls last, claim_id asc)
            as stated_status,
        max(proven_level) as reached_level,
        first(status order by published_on desc nulls last, char_start asc)
        filter (where status in ('cancelled', 'suspended', 'rejected', 'superseded')) as side_status,
        max(published_on) filter (where status in ('cancelled', 'suspended', 'rejected', 'superseded')) as side_on,
        max(published_on) filter (where status_level >= 1) as active_on
    from claims
    group by commitment_id

),

stated_periods as (

    select
        commitment_id,
        period_start,
        period_end,
        period_edtf,
        count(*) as claim_count,
        min(published_on) as first_published_on,
        min(claim_id) as first_claim_id
    from claims
    where period_start is not null or period_end is not null
    group by commitment_id, period_start, period_end, period_edtf

),

periods as (

    select *
    from stated_periods
    qualify
        row_number() over (
            partition by commitment_id
            order by
                period_start is not null and period_end is not null desc,
                claim_count desc,
                first_published_on asc nulls last,
                first_claim_id asc
        ) = 1

),

counted as (

    select
        claims.commitment_id,
        count(*) as claim_count,
        count(distinct claims.article_id) as article_count,
        count(distinct sources.independent_source_id) as independent_source_count,
        min(claims.announced_on) as announced_on,
        bool_or(claims.is_umbrella) as is_umbrella,
        bool_or(claims.is_sum) as is_sum,
        bool_or(claims.is_call) as is_call,
        bool_and(claims.is_attraction) as is_attraction,
        bool_or(claims.is_deal) as is_deal,
        bool_and(claims.claim_basis = 'compared') as is_comparison,
        avg(case when claims.part_relation in ('part', 'yearly_slice') then 1.0 else 0.0 end) as part_share,
        round(1.0 - exp(sum(ln(1.0 - least(claims.confidence, 0.98)))), 6) as joint_confidence
    from claims
    inner join sources on claims.article_id = sources.article_id
    group by claims.commitment_id

),

deal_terms as (

    select distinct claims.commitment_id
    from claims
    inner join cues on claims.article_id = cues.article_id
    where claims.is_deal and cues.cue_type = 'deal' and not cues.is_duplicate

)

select
    chosen.commitment_id,
    chosen.chosen_claim_id,
    stages.stated_status,
    stages.reached_level,
    case when stages.side_on >= coalesce(stages.active_on, stages.side_on) then stages.side_status end as side_status,
    periods.period_start,
    periods.period_end,
    periods.period_edtf,
    counted.* exclude (commitment_id),
    deal_terms.commitment_id is not null as has_deal_terms
from chosen
inner join counted on chosen.commitment_id = counted.commitment_id
inner join stages on chosen.commitment_id = stages.commitment_id
left join periods on chosen.commitment_id = periods.commitment_id
left join deal_terms on chosen.commitment_id = deal_terms.commitment_id
order by chosen.commitment_id
