{{ config(materialized='incremental') }}
-- One row per claim and the larger claim of its article that it adds up to with others: of all that adds up, what is
-- meant. Of different payers' money the sum is an umbrella, or joint where its parts have horizons of their own.
with

claims as (

    select * from {{ changed_rows('int_claims_stated') }}

),

candidates as (

    select * from {{ changed_rows('int_sum_candidates') }}

),

remainders as (

    select * from {{ changed_rows('int_claim_remainders') }}

),

-- A whole that its own sentence gives to one payer, who pays none of the parts, only happens to be their sum; one whose
-- rest has no figure is near no sum of others.
plausible_sums as (

    select candidates.*
    from candidates
    inner join claims as whole on candidates.whole_id = whole.claim_id
    where
        (candidates.is_exact or whole.claim_id not in (select whole_id from remainders))
        -- figures from here and there add up by chance
        and candidates.between_count <= {{ claim_parameter('sum_gap_claims') }}
        and (
            (whole.payer_basis != 'sentence' and not candidates.has_equal_parts)
            or candidates.total_strength >= {{ claim_parameter('total_claim') }}
            or candidates.is_announced_first
            or not candidates.has_several_payers
            or exists (
                select 1 from claims as part
                where
                    part.article_id = whole.article_id
                    and list_contains(candidates.part_ids, part.claim_id)
                    and contains(whole.payer_name, part.payer_name)
            )
        )

),

-- An exact sum rules out an approximate one; of equal sums the one stated first is meant.
distinct_sums as (

    select *
    from plausible_sums
    qualify
        (is_exact or not bool_or(is_exact) over (partition by whole_id))
        and row_number() over (partition by whole_id, part_amounts order by is_exact desc, place asc, part_ids asc) = 1

),

-- A share of a sum is not made up of its other shares.
apart as (

    select distinct_sums.*
    from distinct_sums
    where not exists (
            select 1 from distinct_sums as above
            where
                distinct_sums.article_id = above.article_id
                and list_contains(above.part_ids, distinct_sums.whole_id)
                and list_has_any(above.part_ids, distinct_sums.part_ids)
        )

),

-- Of sums that have a part in common the one told closest together is meant.
tight as (

    select apart.*
    from apart
    where not exists (
            select 1 from apart as closer
            where
                apart.whole_id = closer.whole_id
                and list_has_any(apart.part_ids, closer.part_ids)
                and closer.between_count < apart.between_count
        )

),

chosen_sums as (

    select * from tight
    qualify
        has_several_payers
        or row_number() over (partition by whole_id order by has_several_payers desc, len(part_ids) desc, part_ids asc)
        = 1

),

spread as (

    select
        unnest(part_ids) as claim_id,
        whole_id,
        article_id,
        part_ids,
        has_several_payers,
        is_announced_first
    from chosen_sums

),

-- Parts with horizons of their own are commitments of their own that somebody adds up.
horizons as (

    select
        spread.whole_id,
        spread.part_ids,
        count(distinct claims.horizon_years) > 1 as has_several_horizons
    from spread
    inner join claims on spread.claim_id = claims.claim_id
    group by spread.whole_id, spread.part_ids

),

summed as (

    select distinct
        spread.claim_id,
        spread.whole_id,
        spread.article_id,
        case
            when spread.has_several_payers and horizons.has_several_horizons then 'joint'
            when spread.has_several_payers then 'umbrella'
            when spread.is_announced_first then 'part'
            else 'sum'
        end as relation
    from spread
    inner join horizons
        on
            spread.whole_id = horizons.whole_id
            and spread.part_ids = horizons.part_ids

)

select * from summed
order by claim_id, whole_id, relation
