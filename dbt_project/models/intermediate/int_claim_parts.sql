{{ config(materialized='incremental') }}
-- One row per claim and the larger claim of the same article that contains it. A sum of different payers' money is an
-- umbrella over its parts; a yearly slice, a tranche, a reserved share or one of a list of what the sum of one payer
-- consists of is a part of its plan.
with

claims as (

    select * from {{ changed_rows('int_claims_stated') }}

),

cues as (

    select * from {{ changed_rows('int_amount_cues') }}

),

governments as (

    select * from {{ ref('int_entity_governments') }}

),

remainders as (

    select * from {{ changed_rows('int_claim_remainders') }}

),

value_dates as (

    select * from {{ changed_rows('int_article_value_dates') }}

),

eligible as (

    select
        claims.*,
        fx.units_per_usd,
        row_number() over (
            partition by claims.article_id order by claims.amount_max desc, claims.claim_id asc
        ) as size_rank,
        row_number() over (partition by claims.article_id order by claims.char_start, claims.claim_id) as reading_rank
    from claims
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
        eligible.*,
        amount_max::double as measure,
        currency as measured_in,
        false as is_converted,
        false as is_rated
    from eligible
    union all by name
    select
        eligible.*,
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
        eligible.*,
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

),

part_cues as (

    select
        money_mention_id,
        max(strength) filter (where cue_type = 'part') as part_strength,
        max(strength) filter (where cue_type = 'annual') as annual_strength,
        max(strength) filter (
            where cue_type = 'total' and (side = 'before' or gap <= {{ claim_parameter('total_gap') }})
        ) as total_strength,
        max(strength) filter (where cue_type = 'other_claim' and side = 'before') as distinct_strength
    from cues
    group by money_mention_id

),

pairs as (

    select
        whole.article_id,
        whole.claim_id as whole_id,
        [first_part.claim_id, second_part.claim_id] as part_ids,
        list_sort([first_part.measure, second_part.measure]) as part_amounts,
        first_part.char_start + second_part.char_start as place,
        -- the shares of the first part, told behind it, part the two no more than its conversion would
        case
            when
                abs(
                    abs(first_part.told_sum - second_part.told_sum) - first_part.measure - second_part.measure
                ) <= {{ claim_parameter('sum_tolerance') }} * least(first_part.measure, second_part.measure)
                then 0
            else
                abs(first_part.reading_rank - second_part.reading_rank) - 1
                - (
                    whole.reading_rank between least(first_part.reading_rank, second_part.reading_rank)
                    and greatest(first_part.reading_rank, second_part.reading_rank)
                )::integer
        end as between_count,
        abs(first_part.measure + second_part.measure - whole.measure)
        <= {{ claim_parameter('sum_tolerance') }} * whole.measure as is_exact,
        first_part.payer_name != second_part.payer_name as has_several_payers,
        first_part.measure = second_part.measure as has_equal_parts,
        least(first_part.char_start, second_part.char_start) > whole.char_start as is_announced_first,
        first_part.sentence_index = second_part.sentence_index
        and first_part.sentence_index = whole.sentence_index as is_listed
    from measured as whole
    inner join measured as first_part
        on
            whole.article_id = first_part.article_id
            and {{ may_add_up("whole", "first_part") }}
            and whole.claim_id != first_part.claim_id
    inner join measured as second_part
        on
            whole.article_id = second_part.article_id
            and {{ may_add_up("whole", "second_part") }}
            and whole.claim_id != second_part.claim_id
            and first_part.claim_id < second_part.claim_id
    left join part_cues on whole.money_mention_id = part_cues.money_mention_id
    where
        abs(first_part.measure + second_part.measure - whole.measure)
        <= whole.measure * case
            when
                not (whole.is_rated or first_part.is_converted or second_part.is_converted)
                and part_cues.total_strength >= {{ claim_parameter('total_hint') }}
                and first_part.payer_name != second_part.payer_name
                then {{ claim_parameter('total_tolerance_of_two') }}
            else {{ claim_parameter('sum_tolerance') }}
        end
        and whole.size_rank <= {{ claim_parameter('largest_sums') }}
        and (
            not (whole.is_converted or first_part.is_converted or second_part.is_converted)
            or first_part.payer_name != second_part.payer_name
        )
        -- at a rate much adds up by chance: only shares told behind their whole
        and (not whole.is_rated or least(first_part.char_start, second_part.char_start) > whole.char_start)
        and first_part.size_rank <= {{ claim_parameter('largest_sums') }}
        and second_part.size_rank <= {{ claim_parameter('largest_sums') }}

),

triples as (

    select
        whole.article_id,
        whole.claim_id as whole_id,
        [first_part.claim_id, second_part.claim_id, third_part.claim_id] as part_ids,
        list_sort([first_part.measure, second_part.measure, third_part.measure]) as part_amounts,
        first_part.char_start + second_part.char_start + third_part.char_start as place,
        greatest(first_part.reading_rank, second_part.reading_rank, third_part.reading_rank)
        - least(first_part.reading_rank, second_part.reading_rank, third_part.reading_rank)
        - 2
        - (
            whole.reading_rank
            between least(first_part.reading_rank, second_part.reading_rank, third_part.reading_rank)
            and greatest(first_part.reading_rank, second_part.reading_rank, third_part.reading_rank)
        )::integer
            as between_count,
        abs(first_part.measure + second_part.measure + third_part.measure - whole.measure)
        <= {{ claim_parameter('sum_tolerance') }} * whole.measure as is_exact,
        first_part.sentence_index = second_part.sentence_index
        and second_part.sentence_index = third_part.sentence_index
        and first_part.sentence_index - whole.sentence_index between 0 and 1 as is_listed,
        case
            when is_listed
                then first_part.payer_name != second_part.payer_name or second_part.payer_name != third_part.payer_name
            else first_part.payer_name != second_part.payer_name and second_part.payer_name != third_part.payer_name
        end as has_several_payers,
        false as has_equal_parts,
        least(first_part.char_start, second_part.char_start, third_part.char_start)
        > whole.char_start as is_announced_first
    from measured as whole
    inner join measured as first_part
        on
            whole.article_id = first_part.article_id
            and {{ may_add_up("whole", "first_part") }}
            and whole.claim_id != first_part.claim_id
    inner join measured as second_part
        on
            whole.article_id = second_part.article_id
            and {{ may_add_up("whole", "second_part") }}
            and whole.claim_id != second_part.claim_id
            and first_part.claim_id < second_part.claim_id
    inner join measured as third_part
        on
            whole.article_id = third_part.article_id
            and {{ may_add_up("whole", "third_part") }}
            and whole.claim_id != third_part.claim_id
            and second_part.claim_id < third_part.claim_id
    left join part_cues on whole.money_mention_id = part_cues.money_mention_id
    where
        abs(first_part.measure + second_part.measure + third_part.measure - whole.measure)
        <= whole.measure * case
            when
                not (
                    whole.is_rated
                    or first_part.is_converted
                    or second_part.is_converted
                    or third_part.is_converted
                )
                and part_cues.total_strength >= {{ claim_parameter('total_hint') }}
                then {{ claim_parameter('total_tolerance_of_three') }}
            else {{ claim_parameter('sum_tolerance') }}
        end
        and greatest(whole.size_rank, first_part.size_rank, second_part.size_rank, third_part.size_rank)
        <= {{ claim_parameter('largest_sums') }}
        and (
            not whole.is_rated
            or least(first_part.char_start, second_part.char_start, third_part.char_start) > whole.char_start
        )

),

-- Four parts and more are told one after the other behind their whole, or they are not its parts: of so many figures
-- some always add up.
totalled as (

    select
        whole.article_id,
        whole.claim_id as whole_id,
        whole.measure as whole_measure,
        whole.sentence_index as whole_sentence,
        whole.measured_in,
        part.claim_id,
        part.measure,
        part.payer_name,
        part.sentence_index,
        part.char_start,
        part.reading_rank,
        sum(part.measure) over (
            partition by whole.claim_id, whole.measured_in, whole.measure order by part.reading_rank
        ) as running_sum
    from measured as whole
    inner join measured as part
        on
            whole.article_id = part.article_id
            and {{ may_add_up("whole", "part") }}
            and whole.char_start < part.char_start
    where whole.size_rank <= {{ claim_parameter('largest_sums') }}

),

runs as (

    select
        first_part.article_id,
        first_part.whole_id,
        list(part.claim_id order by part.reading_rank) as part_ids,
        list_sort(list(part.measure)) as part_amounts,
        sum(part.char_start) as place,
        0 as between_count,
        true as is_exact,
        min(part.sentence_index) = max(part.sentence_index)
        and min(part.sentence_index) - any_value(first_part.whole_sentence) between 0 and 1 as is_listed,
        count(distinct part.payer_name) > 1 as has_several_payers,
        false as has_equal_parts,
        true as is_announced_first
    from totalled as first_part
    inner join totalled as last_part
        on
            first_part.whole_id = last_part.whole_id
            and first_part.measured_in = last_part.measured_in
            and first_part.whole_measure = last_part.whole_measure
    inner join totalled as part
        on
            first_part.whole_id = part.whole_id
            and first_part.measured_in = part.measured_in
            and first_part.whole_measure = part.whole_measure
            and first_part.reading_rank <= part.reading_rank
            and last_part.reading_rank >= part.reading_rank
    where
        last_part.reading_rank - first_part.reading_rank between 3 and {{ claim_parameter('longest_run') }} - 1
        and abs(last_part.running_sum - first_part.running_sum + first_part.measure - first_part.whole_measure)
        <= {{ claim_parameter('sum_tolerance') }} * first_part.whole_measure
    group by
        first_part.article_id, first_part.whole_id, first_part.measured_in, first_part.whole_measure,
        first_part.claim_id, last_part.claim_id
    having count(*) = any_value(last_part.reading_rank) - any_value(first_part.reading_rank) + 1

),

-- Three parts of one payer that happen to add up prove little, unless one sentence lists them; two do only where they
-- follow the whole.
sums as (

    select * from pairs
    union all by name
    select * from triples
    where has_several_payers or (is_listed and is_exact and is_announced_first)
    union all by name
    select * from runs
    where has_several_payers or is_listed

),

-- A whole that its own sentence gives to one payer, who pays none of the parts, only happens to be their sum; one whose
-- rest has no figure is near no sum of others.
plausible_sums as (

    select sums.*
    from sums
    inner join eligible as whole on sums.whole_id = whole.claim_id
    left join part_cues on whole.money_mention_id = part_cues.money_mention_id
    where
        (sums.is_exact or whole.claim_id not in (select whole_id from remainders))
        -- figures from here and there add up by chance
        and sums.between_count <= {{ claim_parameter('sum_gap_claims') }}
        and (
            (whole.payer_basis != 'sentence' and not sums.has_equal_parts)
            or part_cues.total_strength >= {{ claim_parameter('total_claim') }}
            or sums.is_announced_first
            or not sums.has_several_payers
            or exists (
                select 1 from eligible as part
                where
                    part.article_id = whole.article_id
                    and list_contains(sums.part_ids, part.claim_id)
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
        count(distinct eligible.horizon_years) > 1 as has_several_horizons
    from spread
    inner join eligible on spread.claim_id = eligible.claim_id
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

),

-- "A and B signed 230 million. The first lends 160, B gives 50": what each payer of a joint sum gives, told behind
-- it, is its share of it, whatever the shares add up to.
shares as (

    select
        part.claim_id,
        whole.claim_id as whole_id,
        part.article_id,
        'umbrella' as relation
    from eligible as whole
    inner join eligible as part
        on
            whole.article_id = part.article_id
            and list_contains(string_split(whole.payer_name, '; '), part.payer_name)
    where
        whole.partner_count > 0
        and part.partner_count = 0
        and part.char_start > whole.char_start
        and part.sentence_index - whole.sentence_index between 0 and {{ claim_parameter('share_sentences') }}
        and (part.currency != whole.currency or part.amount_max < whole.amount_max)
    qualify count(*) over (partition by whole.claim_id) > 1

),

-- "The programme will cost 212 million. The bank lends 95, the State puts in 29": what several give to what a thing
-- costs, told behind it, is their share of it, though others are left out or one figure is wrong.
cost_shares as (

    select
        part.claim_id,
        whole.claim_id as whole_id,
        part.article_id,
        'umbrella' as relation
    from eligible as whole
    inner join measured as part
        on
            whole.article_id = part.article_id
            and whole.currency = part.measured_in
            and whole.claim_id != part.claim_id
    anti join summed on whole.claim_id = summed.whole_id
    where
        whole.is_cost
        and not part.is_cost
        and part.payer_basis = 'sentence'
        and part.per is null
        and part.char_start > whole.char_start
        and part.sentence_index - whole.sentence_index between 0 and {{ claim_parameter('share_sentences') }}
        and part.measure < whole.amount_max
    qualify
        min(part.payer_name) over (partition by whole.claim_id)
        != max(part.payer_name) over (partition by whole.claim_id)
        and sum(part.measure) over (partition by whole.claim_id)
        <= whole.amount_max * (1 + {{ claim_parameter('total_tolerance_of_three') }})

),

added as (

    select * from summed
    union
    select * from shares
    union
    select * from cost_shares
    union
    select
        claim_id,
        whole_id,
        article_id,
        'umbrella' as relation
    from remainders

),

umbrellas as (

    select
        added.whole_id as claim_id,
        list(distinct eligible.payer_name) as payer_names
    from added
    inner join eligible on added.claim_id = eligible.claim_id
    where added.relation = 'umbrella'
    group by added.whole_id

),

sliced as (

    select
        part.claim_id,
        whole.claim_id as whole_id,
        part.article_id,
        case
            when part.per is not null or part_cues.annual_strength >= {{ claim_parameter('annual_claim') }}
                then 'yearly_slice'
            else 'part'
        end as relation
    from eligible as part
    inner join eligible as whole
        on
            part.article_id = whole.article_id
            and part.currency = whole.currency
            and part.amount_max < whole.amount_max
            and part.claim_id != whole.claim_id
    left join part_cues on part.money_mention_id = part_cues.money_mention_id
    left join governments as part_governments on part.payer_entity_id = part_governments.entity_id
    left join governments as whole_governments on whole.payer_entity_id = whole_governments.entity_id
    left join umbrellas on whole.claim_id = umbrellas.claim_id
    where
        (not coalesce(whole.is_cost, false) or umbrellas.claim_id is not null)
        and (
            part.payer_name = whole.payer_name
            or (part.is_public_payer and whole.is_public_payer and part.payer_basis != 'sentence')
            or (
                part.is_public_payer
                and whole.is_public_payer
                and part_governments.government_id = whole_governments.government_id
            )
            or umbrellas.claim_id is not null
            or contains(whole.payer_name, part.payer_name)
            or (
                part.is_public_payer
                and whole.is_public_payer
                and part_cues.part_strength >= {{ claim_parameter('part_claim') }}
            )
        )
        and coalesce(part_cues.distinct_strength, 0) < {{ claim_parameter('part_hint') }}
        and (
            part_cues.part_strength >= {{ claim_parameter('part_hint') }}
            -- a firm or a lender that pays no share of an umbrella pays something else, and so does one that gives
            -- little besides its share
            or (
                umbrellas.claim_id is not null
                and whole.size_rank = 1
                and whole.char_start < part.char_start
                and (
                    part.payer_basis != 'sentence'
                    or part_governments.government_id is not null
                    or (
                        list_contains(umbrellas.payer_names, part.payer_name)
                        and part.amount_max
                        >= whole.amount_max * {{ claim_parameter('least_further_share') }}
                    )
                )
            )
            or (whole.size_rank = 1 and whole.char_start < part.char_start and part.payer_basis != 'sentence')
            or part.per = 'year'
            or part_cues.annual_strength >= {{ claim_parameter('annual_claim') }}
            or (
                part.period_basis in ('fiscal_year', 'year')
                and (
                    whole.horizon_years > 1
                    or whole.period_end - whole.period_start > {{ claim_parameter('one_year_days') }}
                )
            )
        )
    qualify row_number() over (partition by part.claim_id order by whole.amount_max asc, whole.claim_id asc) = 1

),

united as (

    select * from added
    union all
    select sliced.*
    from sliced
    anti join added
        on
            sliced.claim_id = added.claim_id

)

select
    claim_id,
    whole_id,
    article_id,
    relation
from united
order by claim_id, whole_id
