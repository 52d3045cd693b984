{{ config(materialized='incremental') }}
-- One row per claim and two, three or a run of smaller claims of its article that add up to it, in one money or by what
-- they are converted to.
with

measured as (

    select * from {{ changed_rows('int_claims_measured') }}

),

-- Cut before they are joined three and four times.
largest as (

    select *
    from measured
    where size_rank <= {{ claim_parameter('largest_sums') }}

),

pairs as (

    select
        whole.article_id,
        whole.claim_id as whole_id,
        whole.total_strength,
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
    from largest as whole
    inner join largest as first_part
        on
            whole.article_id = first_part.article_id
            and {{ may_add_up("whole", "first_part") }}
            and whole.claim_id != first_part.claim_id
    inner join largest as second_part
        on
            whole.article_id = second_part.article_id
            and {{ may_add_up("whole", "second_part") }}
            and whole.claim_id != second_part.claim_id
            and first_part.claim_id < second_part.claim_id
    where
        abs(first_part.measure + second_part.measure - whole.measure)
        <= whole.measure * case
            when
                not (whole.is_rated or first_part.is_converted or second_part.is_converted)
                and whole.total_strength >= {{ claim_parameter('total_hint') }}
                and first_part.payer_name != second_part.payer_name
                then {{ claim_parameter('total_tolerance_of_two') }}
            else {{ claim_parameter('sum_tolerance') }}
        end
        and (
            not (whole.is_converted or first_part.is_converted or second_part.is_converted)
            or first_part.payer_name != second_part.payer_name
        )
        -- at a rate much adds up by chance: only shares told behind their whole
        and (not whole.is_rated or least(first_part.char_start, second_part.char_start) > whole.char_start)

),

triples as (

    select
        whole.article_id,
        whole.claim_id as whole_id,
        whole.total_strength,
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
    from largest as whole
    inner join largest as first_part
        on
            whole.article_id = first_part.article_id
            and {{ may_add_up("whole", "first_part") }}
            and whole.claim_id != first_part.claim_id
    inner join largest as second_part
        on
            whole.article_id = second_part.article_id
            and {{ may_add_up("whole", "second_part") }}
            and whole.claim_id != second_part.claim_id
            and first_part.claim_id < second_part.claim_id
    inner join largest as third_part
        on
            whole.article_id = third_part.article_id
            and {{ may_add_up("whole", "third_part") }}
            and whole.claim_id != third_part.claim_id
            and second_part.claim_id < third_part.claim_id
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
                and whole.total_strength >= {{ claim_parameter('total_hint') }}
                then {{ claim_parameter('total_tolerance_of_three') }}
            else {{ claim_parameter('sum_tolerance') }}
        end
        and (
            not whole.is_rated
            or least(first_part.char_start, second_part.char_start, third_part.char_start) > whole.char_start
        )

),

-- Four parts and more are told one after the other behind their whole, or they are not its parts: of so many figures
-- some always add up, and the more at the day's rate.
totalled as (

    select
        whole.article_id,
        whole.claim_id as whole_id,
        whole.total_strength,
        whole.measure as whole_measure,
        whole.is_rated as is_rated_whole,
        whole.sentence_index as whole_sentence,
        whole.measured_in,
        part.claim_id,
        part.measure,
        part.is_rated,
        part.payer_name,
        part.sentence_index,
        part.char_start,
        part.reading_rank,
        sum(part.measure) over (
            partition by whole.claim_id, whole.measured_in, whole.measure order by part.reading_rank
        ) as running_sum
    from largest as whole
    inner join measured as part
        on
            whole.article_id = part.article_id
            and {{ may_add_up("whole", "part") }}
            and whole.char_start < part.char_start

),

runs as (

    select
        first_part.article_id,
        first_part.whole_id,
        any_value(first_part.total_strength) as total_strength,
        list(part.claim_id order by part.reading_rank) as part_ids,
        list_sort(list(part.measure)) as part_amounts,
        sum(part.char_start)::bigint as place,
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
    having
        count(*) = any_value(last_part.reading_rank) - any_value(first_part.reading_rank) + 1
        and not bool_and(part.is_rated or part.is_rated_whole)

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

)

select * from sums
order by whole_id, part_ids
