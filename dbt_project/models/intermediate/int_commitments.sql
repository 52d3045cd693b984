-- One row per commitment: the claim that represents it, the stage it has reached, and whether it counts in totals.
with

claims as (

    select * from {{ ref('int_claims') }}

),

evidence as (

    select * from {{ ref('int_commitment_evidence') }}

),

relations as (

    select * from {{ ref('int_commitment_relations') }}

),

ladder as (

    select * from {{ ref('ref_statuses') }}

),

wholes as (

    select
        relations.commitment_id,
        bool_or(umbrellas.commitment_id is not null) as is_under_umbrella,
        count(*) as whole_count
    from relations
    left join relations as umbrellas
        on
            relations.other_commitment_id = umbrellas.commitment_id
            and relations.commitment_id = umbrellas.other_commitment_id
            and umbrellas.relation_type = 'umbrella_of'
    where relations.relation_type = 'part_of'
    group by relations.commitment_id

),

represented as (

    select
        evidence.commitment_id,
        evidence.chosen_claim_id,
        claims.amount_max,
        claims.currency,
        claims.is_call,
        claims.period_start,
        claims.confidence
    from evidence
    inner join claims on evidence.chosen_claim_id = claims.claim_id

),

-- Of two sums that may be one, the vaguer one does not count.
overlapping as (

    select distinct
        case
            when
                (a.is_call, a.period_start is null, -a.confidence, a.chosen_claim_id)
                > (b.is_call, b.period_start is null, -b.confidence, b.chosen_claim_id)
                then a.commitment_id
            else b.commitment_id
        end as commitment_id
    from relations
    inner join represented as a on relations.commitment_id = a.commitment_id
    inner join represented as b on relations.other_commitment_id = b.commitment_id
    where
        relations.relation_type = 'maybe_same_as'
        and a.amount_max = b.amount_max
        and a.currency = b.currency

),

stated as (

    select
        evidence.commitment_id,
        evidence.chosen_claim_id,
        claims.article_id,
        claims.payer_entity_id,
        claims.payer_name,
        claims.is_public_payer,
        claims.recipient_name,
        claims.purpose,
        claims.sector,
        claims.instrument,
        claims.amount_min,
        claims.amount_max,
        claims.currency,
        claims.modality,
        claims.amount_kind,
        case
            when evidence.side_status is not null then evidence.side_status
            when evidence.reached_level = ladder.level then evidence.stated_status
            else coalesce((
                    select steps.status from ladder as steps
                    where steps.level = evidence.reached_level
                ), 'unknown')
        end as status,
        evidence.* exclude (commitment_id, chosen_claim_id, stated_status, side_status),
        coalesce(wholes.whole_count, 0) > 0 as is_part,
        coalesce(wholes.is_under_umbrella, false) as is_under_umbrella,
        overlapping.commitment_id is not null as is_overlapping
    from evidence
    inner join claims on evidence.chosen_claim_id = claims.claim_id
    left join ladder on evidence.stated_status = ladder.status
    left join wholes on evidence.commitment_id = wholes.commitment_id
    left join overlapping on evidence.commitment_id = overlapping.commitment_id

),

reasoned as (

    select
        stated.*,
        ladder.level as status_level,
        case
            when stated.amount_max is null then 'no amount is stated'
            when stated.currency is null then 'the currency is unknown'
            when stated.is_comparison then 'named only for comparison'
            when stated.is_call then 'a call on others to pay, or a sum of public and private money'
            when not ladder.is_active then 'the commitment is ' || stated.status
            when
                stated.is_sum or stated.is_umbrella
                then 'an umbrella: the sum of several payers or of other commitments'
            when stated.is_deal and stated.has_deal_terms then 'the price of an acquisition'
            when stated.is_part and not stated.is_under_umbrella then 'part of a larger commitment'
            when
                stated.part_share > {{ claim_parameter('part_majority') }} and not stated.is_under_umbrella
                then 'part of a larger commitment'
            when stated.is_attraction then 'money to be attracted from others'
            when stated.is_overlapping then 'may be the same money as another commitment'
            when stated.payer_name is null then 'nobody is named as payer'
            when coalesce(ladder.level, 0) < 2 then 'considered, not promised'
        end as exclusion_reason
    from stated
    left join ladder on stated.status = ladder.status

)

select
    * exclude (exclusion_reason),
    exclusion_reason is null as is_aggregable,
    coalesce(exclusion_reason, case
        when is_under_umbrella then 'one payer, its share of a joint sum'
        else 'one payer, one sum, counted once'
    end) as aggregate_reason
from reasoned
order by commitment_id
