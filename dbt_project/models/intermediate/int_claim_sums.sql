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

-- What each sum is made of. A sum a year adds up to no whole, and what was given up to none that is still promised.
made_of as (

    select
        candidates.whole_id,
        candidates.part_ids,
        whole.sentence_index as whole_sentence,
        whole.passage_index as whole_passage,
        coalesce(bool_or(contains(whole.payer_name, part.payer_name)), false) as has_its_payer,
        min(part.sentence_index) as first_sentence,
        max(part.sentence_index) as last_sentence,
        max(part.passage_index) as last_passage
    from candidates
    inner join claims as whole on candidates.whole_id = whole.claim_id
    inner join claims as part
        on
            candidates.article_id = part.article_id
            and list_contains(candidates.part_ids, part.claim_id)
    group by
        candidates.whole_id,
        candidates.part_ids,
        whole.claim_id,
        whole.payer_name,
        whole.per,
        whole.status,
        whole.sentence_index,
        whole.passage_index
    having
        (whole.per is not null or bool_and(part.per is null))
        and (
            coalesce(whole.status in ('cancelled', 'rejected'), false)
            or not bool_or(coalesce(part.status in ('cancelled', 'rejected'), false))
        )

),

-- The price of a contract is no umbrella of whoever pays something else, and "1.25 billion in all" behind "250 million
-- a year for five years" of the same payer is what the years add up to.
priced as (

    select claims.claim_id
    from claims
    inner join {{ changed_rows('int_amount_shapes') }} as shapes on claims.money_mention_id = shapes.money_mention_id
    where shapes.shape = 'contract'
    union
    select totals.claim_id
    from claims as totals
    inner join claims as yearly
        on
            totals.article_id = yearly.article_id
            and totals.sentence_index = yearly.sentence_index
            and totals.currency = yearly.currency
    where
        yearly.per = 'year'
        and totals.per is distinct from 'year'
        and totals.char_start > yearly.char_end
        and totals.payer_name = yearly.payer_name
        and totals.amount_max = yearly.amount_max * round(coalesce(totals.horizon_years, yearly.horizon_years))

),

-- "France gives 300 million, Germany 200 and Italy 100": the first sum of a list, whose next payer is a bare name.
listed as (

    select claims.claim_id
    from claims
    inner join {{ changed_rows('int_sentences_cut') }} as sentences
        on
            claims.article_id = sentences.article_id
            and claims.sentence_index = sentences.sentence_index
    where
        regexp_matches(
            substring(
                sentences.sentence_text,
                claims.char_end - sentences.char_start + 1,
                {{ claim_parameter('share_chars') }}::bigint
            ),
            '{{ var("next_payer_pattern") }}'
        )

),

-- A whole that its own sentence gives to one payer, who pays none of the parts, only happens to be their sum, and so
-- does one that no word calls a total and whose parts others pay here and there; one whose rest has no figure is near
-- no sum of others.
plausible_sums as (

    select
        candidates.*,
        made_of.last_sentence - made_of.whole_sentence > 1 or made_of.last_passage != made_of.whole_passage as is_far
    from candidates
    inner join claims as whole on candidates.whole_id = whole.claim_id
    inner join made_of
        on
            candidates.whole_id = made_of.whole_id
            and candidates.part_ids = made_of.part_ids
    left join listed on candidates.whole_id = listed.claim_id
    where
        (candidates.is_exact or whole.claim_id not in (select whole_id from remainders))
        and not (candidates.has_several_payers and whole.claim_id in (select claim_id from priced))
        -- what the rounding of the whole hides is none of its parts
        and candidates.part_amounts[1] > {{ claim_parameter('sum_tolerance') }} * list_sum(candidates.part_amounts)
        -- figures from here and there add up by chance
        and candidates.between_count <= {{ claim_parameter('sum_gap_claims') }}
        and (
            (whole.payer_basis != 'sentence' and not candidates.has_equal_parts)
            or candidates.total_strength >= {{ claim_parameter('total_claim') }}
            or (
                candidates.is_announced_first
                and not (made_of.last_sentence = made_of.whole_sentence and listed.claim_id is not null)
            )
            or not candidates.has_several_payers
            or made_of.has_its_payer
        )
        and (
            made_of.has_its_payer
            or not candidates.has_several_payers
            or candidates.total_strength >= {{ claim_parameter('total_claim') }}
            or case
                when candidates.is_announced_first
                    then
                        made_of.first_sentence - made_of.whole_sentence <= {{ claim_parameter('sum_reach_sentences') }}
                        and made_of.last_sentence - made_of.first_sentence
                        <= {{ claim_parameter('sum_reach_sentences') }}
                        -- two sums often add up, unless one sentence right behind deals them out
                        and (
                            len(candidates.part_ids) > 2
                            or whole.payer_basis != 'sentence'
                            or (
                                candidates.between_count = 0
                                and made_of.first_sentence = made_of.last_sentence
                                and made_of.first_sentence - made_of.whole_sentence <= 1
                            )
                        )
                else made_of.last_passage = made_of.whole_passage
            end
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

-- A share of a sum is not made up of its other shares, nor of what others give to other things further on.
apart as (

    select distinct_sums.*
    from distinct_sums
    where not exists (
            select 1 from distinct_sums as above
            where
                distinct_sums.article_id = above.article_id
                and list_contains(above.part_ids, distinct_sums.whole_id)
                and (
                    list_has_any(above.part_ids, distinct_sums.part_ids)
                    or (
                        above.is_exact
                        and above.has_several_payers
                        and distinct_sums.has_several_payers
                        and distinct_sums.is_far
                        and coalesce(distinct_sums.total_strength, 0) < {{ claim_parameter('total_claim') }}
                    )
                )
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
