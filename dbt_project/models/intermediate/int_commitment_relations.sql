-- One row per pair of commitments and relation. part_of and umbrella_of come from the articles that state both sums;
-- maybe_same_as and supersedes from pairs of claims that scored high but not enough, or that one article sets side by
-- side; a sum far from the other is neither its revision nor the same.
with

claims as (

    select * from {{ ref('int_claims') }}

),

commitments as (

    select * from {{ ref('int_claim_commitments') }}

),

parts as (

    select * from {{ ref('int_claim_parts') }}
    where relation != 'sum'

),

pairs as (

    select * from {{ ref('int_claims_paired') }}

),

governments as (

    select * from {{ ref('int_entity_governments') }}

),

containments as (

    select
        part_commitments.commitment_id,
        whole_commitments.commitment_id as other_commitment_id,
        bool_or(parts.relation in ('umbrella', 'joint')) as is_umbrella,
        bool_and(parts.relation = 'joint') as is_joint,
        count(*) as article_count,
        max(whole_claims.amount_max) as whole_amount,
        max(part_claims.amount_max) as part_amount
    from parts
    inner join commitments as part_commitments on parts.claim_id = part_commitments.claim_id
    inner join commitments as whole_commitments on parts.whole_id = whole_commitments.claim_id
    inner join claims as part_claims on parts.claim_id = part_claims.claim_id
    inner join claims as whole_claims on parts.whole_id = whole_claims.claim_id
    where part_commitments.commitment_id != whole_commitments.commitment_id
    group by part_commitments.commitment_id, whole_commitments.commitment_id
    having
        max(whole_claims.amount_max) > max(part_claims.amount_max)
        or bool_or(whole_claims.currency != part_claims.currency)

),

-- One parent each, so that parts form a tree.
parents as (

    select *
    from containments
    qualify
        row_number() over (
            partition by commitment_id
            order by article_count desc, is_umbrella desc, whole_amount asc, other_commitment_id asc
        ) = 1

),

-- Two equal sums of one payer in one article, kept apart there, may still be one and the same money.
twins as (

    select distinct
        first_commitments.commitment_id,
        second_commitments.commitment_id as other_commitment_id
    from claims as a
    inner join claims as b
        on
            a.article_id = b.article_id
            and a.amount_max = b.amount_max
            and a.currency = b.currency
            and a.claim_id < b.claim_id
    left join governments as a_governments on a.payer_entity_id = a_governments.entity_id
    left join governments as b_governments on b.payer_entity_id = b_governments.entity_id
    inner join commitments as first_commitments on a.claim_id = first_commitments.claim_id
    inner join commitments as second_commitments on b.claim_id = second_commitments.claim_id
    where
        first_commitments.commitment_id != second_commitments.commitment_id
        and a.is_public_payer
        and b.is_public_payer
        and (
            a.payer_name = b.payer_name
            or a_governments.country = b_governments.country
            or a.is_call
            or b.is_call
        )
        and (a.part_relation is null and b.part_relation is null)

),

near_pairs as (

    select
        first_commitments.commitment_id,
        second_commitments.commitment_id as other_commitment_id,
        max(pairs.score) as score,
        bool_or(
            pairs.update_weight > 0
            and pairs.days_apart > 30
            and pairs.amount_distance > 0.0044
            and pairs.payer_relation in ('same', 'related')
            and pairs.shared_name_count > 0
        ) as is_revision,
        min(first_claims.announced_on) > min(second_claims.announced_on) as is_first_later
    from pairs
    inner join commitments as first_commitments on pairs.claim_id = first_commitments.claim_id
    inner join commitments as second_commitments on pairs.other_claim_id = second_commitments.claim_id
    inner join claims as first_claims on pairs.claim_id = first_claims.claim_id
    inner join claims as second_claims on pairs.other_claim_id = second_claims.claim_id
    where
        coalesce(pairs.forbidden_by, 'other_round') = 'other_round'
        and pairs.score >= {{ link_weight('maybe_threshold') }}
        and coalesce(pairs.amount_distance, 0) <= {{ claim_parameter('revision_distance') }}
        and first_commitments.commitment_id != second_commitments.commitment_id
        and first_claims.part_relation is null
        and second_claims.part_relation is null
    group by first_commitments.commitment_id, second_commitments.commitment_id

),

co_funders as (

    select distinct
        a.commitment_id,
        b.commitment_id as other_commitment_id
    from parents as a
    inner join parents as b
        on
            a.other_commitment_id = b.other_commitment_id
            and a.commitment_id < b.commitment_id
    where a.is_umbrella and b.is_umbrella

),

united as (

    select
        commitment_id,
        other_commitment_id,
        'part_of' as relation_type,
        1.0 as score
    from parents
    where not is_joint
    union all
    select
        other_commitment_id as commitment_id,
        commitment_id as other_commitment_id,
        'umbrella_of' as relation_type,
        1.0 as score
    from parents
    where is_umbrella
    union all
    select
        commitment_id,
        other_commitment_id,
        'co_funds_with' as relation_type,
        1.0 as score
    from co_funders
    union all
    select
        commitment_id,
        other_commitment_id,
        'maybe_same_as' as relation_type,
        0.5 as score
    from twins
    union all
    select
        case when is_revision and not is_first_later then other_commitment_id else commitment_id end as commitment_id,
        case when is_revision and not is_first_later then commitment_id else other_commitment_id end
            as other_commitment_id,
        case when is_revision then 'supersedes' else 'maybe_same_as' end as relation_type,
        1.0 / (1.0 + exp(-(score - {{ link_weight('threshold') }}))) as score
    from near_pairs

),

keyed as (

    select
        commitment_id,
        other_commitment_id,
        relation_type,
        round(max(score), 3)::double as score
    from united
    group by commitment_id, other_commitment_id, relation_type

)

select * from keyed
order by commitment_id, other_commitment_id, relation_type
