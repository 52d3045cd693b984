{{ config(materialized='incremental') }}
-- One row per claimable amount with a horizon: the first and last day that the money covers. What its own sentence
-- tells comes before what the sentences around it tell.
with

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

share_cues as (

    select * from {{ changed_rows('stg_status_cues') }}
    where cue_type = 'of_which' and not is_duplicate

),

stated as (

    select * from {{ changed_rows('int_amount_periods_stated') }}

),

silent as (

    select * from {{ changed_rows('int_amount_periods_silent') }}

),

combined as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        stated.* exclude (money_mention_id, article_id),
        silent.* exclude (money_mention_id, article_id)
    from amounts
    left join stated on amounts.money_mention_id = stated.money_mention_id
    left join silent on amounts.money_mention_id = silent.money_mention_id

),

decided as (

    select
        money_mention_id,
        article_id,
        case
            when span_end - span_start > {{ claim_parameter('one_year_days') }} then span_start
            when duration_years is not null and opening_on is not null then opening_on
            when duration_start is not null then duration_start
            when span_start is not null then span_start
            when deadline_end is not null or deadline_start is not null then deadline_start
            when first_year_start is not null then first_year_start
            when current_start is not null then current_start
            when silent_start is not null then silent_start
            when duration_years is null and budget_end is not null
                then case when not is_balance then budget_start end
            when effect_start is not null then effect_start
            when duration_years is null then article_start
        end as period_start,
        case
            when span_end - span_start > {{ claim_parameter('one_year_days') }} then span_end
            when duration_years is not null and opening_on is not null
                then (opening_on + to_months((duration_years * 12)::integer) - interval 1 day)::date
            when duration_start is not null then duration_end
            when span_start is not null then span_end
            when deadline_end is not null or deadline_start is not null
                then case when deadline_mod = 'from' then null else deadline_end end
            when first_year_start is not null then first_year_end
            when current_start is not null then (current_start + interval 1 year - interval 1 day)::date
            when silent_start is not null then silent_end
            when duration_years is null and budget_end is not null then budget_end
            when effect_start is not null then null
            when duration_years is null then article_end
        end as period_end,
        coalesce(duration_years, silent_years) as horizon_years,
        case
            when span_end - span_start > {{ claim_parameter('one_year_days') }} then 'span'
            when duration_years is not null and opening_on is not null then 'duration_from'
            when duration_start is not null then 'duration'
            when span_start is not null then case when span_is_fiscal then 'fiscal_year' else 'year' end
            when deadline_end is not null or deadline_start is not null then 'deadline'
            when first_year_start is not null then 'first_year'
            when current_start is not null then 'current_budget'
            when silent_start is not null then case when is_of_works then 'works' else 'paragraph' end
            when duration_years is null and budget_end is not null
                then case when is_balance then 'deadline' else 'fiscal_year' end
            when effect_start is not null then 'effect'
            when duration_years is null and article_end is not null then 'fiscal_year'
        end as period_basis
    from combined

),

-- "Of this sum, 3 billion were used": a share of the amount before belongs to the same fiscal year.
shares as (

    select
        amounts.money_mention_id,
        decided.period_start,
        decided.period_end
    from amounts
    inner join share_cues
        on
            amounts.article_id = share_cues.article_id
            and amounts.sentence_index = share_cues.sentence_index
            and amounts.char_start > share_cues.char_start
    inner join amounts as wholes
        on
            amounts.article_id = wholes.article_id
            and amounts.passage_index = wholes.passage_index
            and amounts.char_start > wholes.char_start
    inner join decided on wholes.money_mention_id = decided.money_mention_id
    qualify
        row_number() over (partition by amounts.money_mention_id order by wholes.char_start desc) = 1
        and coalesce(decided.period_basis = 'fiscal_year', false)

),

-- "420 million over four years, from 2027 to 2030, at 105 million a year": the years are those of the whole that the
-- sums of a year add up to.
yearly as (

    select distinct decided.money_mention_id
    from decided
    inner join amounts on decided.money_mention_id = amounts.money_mention_id
    inner join amounts as wholes
        on
            amounts.article_id = wholes.article_id
            and amounts.currency = wholes.currency
            and wholes.per is distinct from 'year'
            and wholes.amount_max
            = amounts.amount_max * round((decided.period_end - decided.period_start + 1) / 365.25)::bigint
    where
        amounts.per = 'year'
        and decided.period_end - decided.period_start > {{ claim_parameter('one_year_days') }}

),

completed as (

    select
        decided.money_mention_id,
        decided.article_id,
        coalesce(decided.period_start, case when decided.period_basis is null then shares.period_start end)
            as period_start,
        coalesce(decided.period_end, case when decided.period_basis is null then shares.period_end end) as period_end,
        decided.horizon_years,
        coalesce(decided.period_basis, case when shares.period_start is not null then 'fiscal_year' end) as period_basis
    from decided
    left join shares on decided.money_mention_id = shares.money_mention_id
    anti join yearly on decided.money_mention_id = yearly.money_mention_id

)

select * from completed
where period_basis is not null or horizon_years is not null
order by money_mention_id
