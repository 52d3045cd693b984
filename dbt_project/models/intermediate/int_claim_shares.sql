{{ config(materialized='incremental') }}
-- One row per claim that its article tells as a share of a larger sum, whoever pays it: those that follow the largest
-- sum so far and together come near it, the rest of a sum, what words call one, and what is paid of a sum before it.
with

roles as (

    select * from {{ changed_rows('int_amount_roles') }}

),

mentions as (

    select * from {{ changed_rows('int_claim_mentions') }}

),

claims as (

    select * from {{ changed_rows('int_claims') }}

),

measured as (

    select * from {{ changed_rows('int_claims_measured') }}

),

amounts as (

    select * from {{ changed_rows('int_money_resolved') }}

),

shapes as (

    select * from {{ changed_rows('int_amount_shapes') }}

),

marked as (

    select
        money_mention_id,
        bool_or(cue_type = 'other_claim' and side = 'before') as is_distinct,
        bool_or(
            (cue_type = 'role' and cue_code = 'project_cost' and gap <= {{ claim_parameter('cost_words_gap') }})
            or (cue_type = 'total' and gap <= {{ claim_parameter('total_words_gap') }})
        ) as is_cost,
        bool_or(
            cue_type = 'remainder'
            and cue_code = 'remainder'
            and not regexp_matches(lower(cue_surface), '{{ var("paid_rest_pattern") }}')
        ) as is_rest
    from {{ changed_rows('int_amount_cues') }}
    where amounts_between = 0
    group by money_mention_id

),

-- The sums of an article in the order that it tells them; each claim at its first mention only takes part in sums.
told as (

    select
        roles.money_mention_id,
        roles.article_id,
        roles.sentence_index,
        roles.char_start,
        claims.claim_id,
        case when claims.payer_basis = 'sentence' then claims.payer_name end as told_payer,
        roles.role = 'project_cost' or coalesce(marked.is_cost, false) as is_cost,
        coalesce(marked.is_rest, false) as is_rest,
        coalesce(claims.status in ('cancelled', 'rejected'), false) as is_given_up,
        roles.role in ('commitment', 'project_cost', 'private_attraction')
        and claims.claim_id is not null
        and amounts.per is null
        and coalesce(shapes.shape not in ('contract', 'supply'), true)
        and not coalesce(marked.is_distinct, false) as is_summable
    from roles
    inner join amounts on roles.money_mention_id = amounts.money_mention_id
    left join mentions on roles.money_mention_id = mentions.money_mention_id
    left join claims on coalesce(mentions.claim_id, 'none') = claims.claim_id
    left join shapes on roles.money_mention_id = shapes.money_mention_id
    left join marked on roles.money_mention_id = marked.money_mention_id
    where roles.role != 'currency_equivalent'

),

valued as (

    select
        told.*,
        measured.measure,
        measured.measured_in,
        measured.is_converted,
        -- the largest that was told before, of sums that still stand
        max(measured.measure) filter (where not told.is_given_up) over (
            partition by told.article_id, measured.measured_in
            order by told.char_start
            rows between unbounded preceding and 1 preceding
        ) as largest_before
    from told
    inner join measured on told.claim_id = measured.claim_id

),

wholes as (

    select *
    from valued
    where
        is_summable
        and not is_given_up
        and not is_converted
        and coalesce(largest_before <= measure, true)

),

around as (

    select
        wholes.money_mention_id as whole_mention_id,
        wholes.measure as whole_measure,
        told.article_id,
        told.claim_id,
        told.char_start > wholes.char_start as is_behind,
        abs(told.char_start - wholes.char_start) as distance,
        valued.measure,
        coalesce(not told.is_summable or valued.measure >= wholes.measure, true) as is_break
    from wholes
    inner join told
        on
            wholes.article_id = told.article_id
            and wholes.claim_id is distinct from told.claim_id
            and wholes.sentence_index - told.sentence_index <= {{ claim_parameter('shares_before_sentences') }}
            and wholes.sentence_index - told.sentence_index >= -{{ claim_parameter('shares_behind_sentences') }}
            -- what stands before belongs only to what a thing costs, or to what comes together
            and (wholes.char_start < told.char_start or wholes.is_cost)
    left join valued
        on
            told.money_mention_id = valued.money_mention_id
            and wholes.measured_in = valued.measured_in
    qualify
        told.claim_id is null
        or row_number() over (
            partition by wholes.money_mention_id, told.char_start > wholes.char_start, told.claim_id
            order by abs(told.char_start - wholes.char_start)
        ) = 1

),

-- Up to the first sum on either side that is none of the shares.
unbroken as (

    select *
    from around
    qualify
        sum(is_break::bigint) over (
            partition by whole_mention_id, is_behind order by distance rows unbounded preceding
        ) = 0

),

-- What is told on both sides counts once.
runs as (

    select
        once.*,
        sum(measure) over nearest_first as run_sum,
        count(*) over nearest_first as run_count
    from (
        select *
        from unbroken
        qualify row_number() over (partition by whole_mention_id, claim_id order by is_behind) = 1
    ) as once
    window nearest_first as (
        partition by whole_mention_id, is_behind order by distance rows unbounded preceding
    )

),

before as (

    select
        whole_mention_id,
        round(sum(measure), 6) as before_sum,  -- in whatever order the rows come
        count(*) as before_count
    from runs
    where not is_behind
    group by whole_mention_id

),

-- How far the shares go: the run behind, with or without what stands before, or that alone.
tallies as (

    select
        whole_mention_id,
        whole_measure,
        distance as last_distance,
        false as has_before,
        run_sum as tally,
        run_count as tally_count
    from runs
    where is_behind
    union all
    select
        runs.whole_mention_id,
        runs.whole_measure,
        runs.distance as last_distance,
        true as has_before,
        before.before_sum + runs.run_sum as tally,
        before.before_count + runs.run_count as tally_count
    from runs
    inner join before on runs.whole_mention_id = before.whole_mention_id
    where runs.is_behind
    union all
    select distinct
        runs.whole_mention_id,
        runs.whole_measure,
        0 as last_distance,
        true as has_before,
        before.before_sum as tally,
        before.before_count as tally_count
    from runs
    inner join before on runs.whole_mention_id = before.whole_mention_id

),

reached as (

    select *
    from tallies
    where
        tally_count > 1
        and tally <= whole_measure * {{ claim_parameter('most_shares') }}
        and case
            when has_before then tally >= whole_measure * {{ claim_parameter('least_shares_before') }}
            else tally >= whole_measure * {{ claim_parameter('least_shares_behind') }}
        end
    qualify
        row_number() over (
            partition by whole_mention_id
            order by round(abs(tally / whole_measure - 1), 6) asc, has_before asc, last_distance asc
        ) = 1

),

summed as (

    select
        runs.claim_id,
        runs.article_id
    from runs
    inner join reached on runs.whole_mention_id = reached.whole_mention_id
    where case when runs.is_behind then runs.distance <= reached.last_distance else reached.has_before end

),

-- The sums with the words around them, and whether they are less than the sum told before them.
surrounded as (

    select
        told.claim_id,
        told.article_id,
        told.is_rest,
        lower(right(
            substring(sentences.sentence_text, 1, (told.char_start - sentences.char_start)::bigint),
            {{ claim_parameter('share_chars') }}::bigint
        )) as text_before,
        lower(left(
            substring(sentences.sentence_text, (amounts.char_end - sentences.char_start + 1)::bigint),
            {{ claim_parameter('share_chars') }}::bigint
        )) as text_behind,
        coalesce(
            amounts.amount_max < lag(amounts.amount_max) over in_order
            and coalesce(told.told_payer = lag(told.told_payer) over in_order, true)
            and amounts.currency = lag(amounts.currency) over in_order
            and told.sentence_index - lag(told.sentence_index) over in_order <= 1,
            false
        ) as is_less_than_before
    from told
    inner join amounts on told.money_mention_id = amounts.money_mention_id
    inner join {{ changed_rows('int_sentences_cut') }} as sentences
        on
            told.article_id = sentences.article_id
            and told.sentence_index = sentences.sentence_index
    window in_order as (partition by told.article_id order by told.char_start)

),

worded as (

    select
        claim_id,
        article_id
    from surrounded
    where
        claim_id is not null
        and (
            is_rest
            or regexp_matches(text_before, '{{ var("share_before_pattern") }}')
            or regexp_matches(text_behind, '{{ var("share_behind_pattern") }}')
            -- "pledged 18 million, handed over 12": what is paid of the sum that was told last
            or (
                is_less_than_before
                and (
                    regexp_matches(text_before, '{{ var("paid_before_pattern") }}')
                    or regexp_matches(text_behind, '{{ var("paid_behind_pattern") }}')
                )
            )
        )

)

select
    claim_id,
    article_id
from summed
union
select
    claim_id,
    article_id
from worded
order by claim_id
