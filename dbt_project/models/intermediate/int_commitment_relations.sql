-- One row per pair of commitments and relation. part_of and umbrella_of come from the articles that state both sums;
-- maybe_same_as and supersedes from pairs of claims that scored high but not enough, or that one article sets side by
-- side; a sum far from the other is neither its revision nor the same. Pairs without direction stand in the order of
-- their ids.
with recursive

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

evidence as (

    select * from {{ ref('int_commitment_evidence') }}

),

-- When each commitment was announced, and what it is worth: in dollars of that day, where there is a rate.
valued as (

    select
        evidence.commitment_id,
        evidence.announced_on,
        fx.units_per_usd is not null as is_priced,
        coalesce(claims.amount_max::double / coalesce(fx.units_per_usd, 1), 0) as worth
    from evidence
    inner join claims on evidence.chosen_claim_id = claims.claim_id
    {{ fx_join('claims.currency', 'evidence.announced_on') }}

),

-- A whole is larger than its part where an article tells both: in the currency of both, else in dollars.
containments as (

    select
        part_commitments.commitment_id,
        whole_commitments.commitment_id as other_commitment_id,
        bool_or(parts.relation in ('umbrella', 'joint')) as is_umbrella,
        bool_and(parts.relation = 'joint') as is_joint,
        count(*) as article_count,
        max(whole_claims.amount_max / coalesce(whole_fx.units_per_usd, 1)) as whole_worth
    from parts
    inner join commitments as part_commitments on parts.claim_id = part_commitments.claim_id
    inner join commitments as whole_commitments on parts.whole_id = whole_commitments.claim_id
    inner join claims as part_claims on parts.claim_id = part_claims.claim_id
    inner join claims as whole_claims on parts.whole_id = whole_claims.claim_id
    {{ fx_join('part_claims.currency', 'part_claims.announced_on', alias='part_fx') }}
    {{ fx_join('whole_claims.currency', 'part_claims.announced_on', alias='whole_fx') }}
    where
        part_commitments.commitment_id != whole_commitments.commitment_id
        and case
            when part_claims.currency = whole_claims.currency then whole_claims.amount_max > part_claims.amount_max
            else coalesce(
                    whole_claims.amount_max / whole_fx.units_per_usd > part_claims.amount_max / part_fx.units_per_usd,
                    true
                )
        end
    group by part_commitments.commitment_id, whole_commitments.commitment_id

),

-- One parent each.
chosen as (

    select *
    from containments
    qualify
        row_number() over (
            partition by commitment_id
            order by article_count desc, is_umbrella desc, whole_worth asc, other_commitment_id asc
        ) = 1

),

-- Articles that print other sums for the same money can make two commitments parts of each other, over any number of
-- steps. In each such circle some whole is worth no more than its part: wholes are followed up from there.
climbed as (

    select
        chosen.commitment_id,
        chosen.other_commitment_id as reached_id
    from chosen
    inner join valued as part on chosen.commitment_id = part.commitment_id
    inner join valued as whole on chosen.other_commitment_id = whole.commitment_id
    where (whole.is_priced, whole.worth, whole.commitment_id) <= (part.is_priced, part.worth, part.commitment_id)
    union
    select
        climbed.commitment_id,
        chosen.other_commitment_id as reached_id
    from climbed
    inner join chosen on climbed.reached_id = chosen.commitment_id

),

circles as (

    select commitment_id
    from climbed
    where commitment_id = reached_id

),

-- Parts form trees: where a circle would close, its part is a whole.
parents as (

    select chosen.*
    from chosen
    anti join circles on chosen.commitment_id = circles.commitment_id

),

-- Two equal sums of one payer in one article, kept apart there, may still be one and the same money.
twins as (

    select distinct
        least(first_commitments.commitment_id, second_commitments.commitment_id) as commitment_id,
        greatest(first_commitments.commitment_id, second_commitments.commitment_id) as other_commitment_id
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

wholes as (

    select
        commitments.claim_id,
        commitments.commitment_id
    from commitments
    inner join claims on commitments.claim_id = claims.claim_id
    where claims.part_relation is null

),

-- Claims pair in the order of their ids, commitments in that of theirs: of two that pair both ways there is one row.
near_claims as (

    select
        least(first_commitments.commitment_id, second_commitments.commitment_id) as commitment_id,
        greatest(first_commitments.commitment_id, second_commitments.commitment_id) as other_commitment_id,
        pairs.score,
        pairs.update_weight > 0
        and pairs.days_apart > {{ claim_parameter('revision_days') }}
        and pairs.amount_distance > {{ claim_parameter('same_amount_distance') }}
        and pairs.payer_relation in ('same', 'related')
        and pairs.shared_name_count > 0 as is_revision
    from pairs
    inner join wholes as first_commitments on pairs.claim_id = first_commitments.claim_id
    inner join wholes as second_commitments on pairs.other_claim_id = second_commitments.claim_id
    where
        coalesce(pairs.forbidden_by, 'other_round') = 'other_round'
        and pairs.score >= {{ link_weight('maybe_threshold') }}
        and coalesce(pairs.amount_distance, 0) <= {{ claim_parameter('revision_distance') }}
        and first_commitments.commitment_id != second_commitments.commitment_id

),

near_pairs as (

    select
        commitment_id,
        other_commitment_id,
        max(score) as score,
        bool_or(is_revision) as is_revision
    from near_claims
    group by commitment_id, other_commitment_id

),

-- What was announced later revises the other. Of two that are as old, or of unknown age, none is known to.
dated_pairs as (

    select
        near_pairs.commitment_id,
        near_pairs.other_commitment_id,
        near_pairs.score,
        near_pairs.is_revision and coalesce(own.announced_on > other.announced_on, false) as is_reviser,
        near_pairs.is_revision and coalesce(own.announced_on < other.announced_on, false) as is_revised
    from near_pairs
    inner join valued as own on near_pairs.commitment_id = own.commitment_id
    inner join valued as other on near_pairs.other_commitment_id = other.commitment_id

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
        {{ claim_parameter('twin_score') }} as score
    from twins
    union all
    select
        case when is_revised then other_commitment_id else commitment_id end as commitment_id,
        case when is_revised then commitment_id else other_commitment_id end as other_commitment_id,
        case when is_reviser or is_revised then 'supersedes' else 'maybe_same_as' end as relation_type,
        1.0 / (1.0 + exp(-(score - {{ link_weight('threshold') }}))) as score
    from dated_pairs

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
