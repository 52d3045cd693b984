{{ config(materialized='incremental') }}
-- One row per claimable amount whose sentence gives a horizon: the first and last day that the money covers.
with

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

dates as (

    select * from {{ changed_rows('stg_date_mentions') }}

),

articles as (

    select * from {{ changed_rows('stg_articles') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

amount_cues as (

    select * from {{ changed_rows('int_amount_cues') }}

),

all_cues as (

    select * from {{ changed_rows('stg_status_cues') }}
    where not is_duplicate

),

-- Length of a duration in years; months are parts of a year. "A year" behind an amount is a rate, not a horizon.
typed as (

    select
        dates.*,
        coalesce(
            try_cast(nullif(regexp_extract(dates.duration_iso, 'P([0-9]+)Y', 1), '') as double),
            try_cast(nullif(regexp_extract(dates.duration_iso, 'P([0-9]+)M', 1), '') as double) / 12
        ) as years,
        coalesce(dates.date_kind = 'duration' or dates.date_type = 'duration', false)
        and dates.date_type != 'set' as is_duration,
        coalesce(dates.date_type in ('fiscal', 'fiscal_year'), false) as is_fiscal,
        coalesce(dates.date_type in ('fiscal', 'fiscal_year'), false)
        or regexp_matches(lower(dates.surface), '{{ var("fiscal_word_pattern") }}') as is_fiscal_start,
        coalesce(dates.date_type = 'deadline', false) or coalesce(dates.mod in ('by', 'from'), false) as is_deadline,
        coalesce(
            dates.mod = 'from'
            or regexp_matches(
                substring(sentences.sentence_text, 1, dates.char_start - sentences.char_start),
                '{{ var("start_before_pattern") }}'
            )
            or regexp_matches(
                substring(sentences.sentence_text, dates.char_end - sentences.char_start + 1),
                '{{ var("start_behind_pattern") }}'
            ), false
        ) as is_start,
        regexp_matches(
            lower(substring(sentences.sentence_text, 1, dates.char_start - sentences.char_start)),
            '{{ var("end_before_pattern") }}'
        ) as is_end,
        coalesce(
            dates.end_on - dates.start_on >= {{ claim_parameter('shortest_span_days') }}
            and dates.end_on - dates.start_on <= {{ claim_parameter('longest_span_days') }}, false
        ) as is_long
    from dates
    left join sentences
        on
            dates.article_id = sentences.article_id
            and dates.sentence_index = sentences.sentence_index
    where
        not dates.is_duplicate
        -- the years of a loan's repayment, and those that talks have taken, are not those of the money
        and not coalesce(
            regexp_matches(
                lower(substring(sentences.sentence_text, 1, dates.char_start - sentences.char_start)),
                '{{ var("repayment_before_pattern") }}'
            )
            or (
                dates.duration_iso is not null
                and regexp_matches(
                    lower(substring(sentences.sentence_text, 1, dates.char_start - sentences.char_start)),
                    '{{ var("elapsed_before_pattern") }}'
                )
            )
            or regexp_matches(
                substring(sentences.sentence_text, dates.char_end - sentences.char_start + 1),
                '{{ var("repayment_behind_pattern") }}'
            ), false
        )

),

amount_sentences as (

    select distinct
        article_id,
        sentence_index
    from amounts
    where per is distinct from 'year'

),

placed as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        amounts.sentence_index,
        amounts.char_start as amount_start,
        amounts.per,
        typed.date_mention_id,
        typed.char_start,
        typed.char_end,
        typed.surface,
        typed.edtf,
        typed.start_on,
        typed.end_on,
        typed.years,
        typed.mod,
        typed.anchor,
        typed.is_duration,
        typed.is_fiscal,
        typed.is_fiscal_start,
        typed.is_deadline,
        typed.is_long,
        typed.char_start - amounts.sentence_start as sentence_offset,
        articles.published_on,
        case
            when typed.char_start >= amounts.group_end then typed.char_start - amounts.group_end
            else amounts.char_start - typed.char_end
        end as gap,
        typed.char_start >= coalesce(amounts.previous_end, 0)
        and typed.char_start < coalesce(amounts.next_start, 1000000000) as is_in_stretch,
        -- between two amounts a date belongs to the one before it when nothing but a few words parts them, else to the
        -- nearer
        typed.char_start >= coalesce(amounts.previous_end, 0)
        and typed.char_start < coalesce(amounts.next_start, 1000000000)
        and case
            when typed.char_start >= amounts.group_end
                then
                    coalesce(amounts.next_start, 1000000000) - typed.char_end >= typed.char_start - amounts.group_end
                    or (
                        amounts.language not in ('ja', 'zh', 'ko')
                        and typed.char_start - amounts.group_end <= {{ claim_parameter('behind_amount_gap') }}
                        and not regexp_matches(
                            substring(
                                amounts.sentence_text,
                                amounts.group_end - amounts.sentence_start + 1,
                                typed.char_start - amounts.group_end
                            ),
                            '[,;:]'
                        )
                    )
            else typed.char_start - coalesce(amounts.previous_end, -1000000000) >= amounts.char_start - typed.char_end
        end as is_nearest
    from amounts
    inner join typed
        on
            amounts.article_id = typed.article_id
            and amounts.sentence_index = typed.sentence_index
    inner join articles on amounts.article_id = articles.article_id

),

-- A plain year is a horizon only when it is not over yet: a past one dates the event.
-- A span of whole years: "2027 à 2032", a fiscal year, a resolved "next five years"; the decade to come is ten years
-- from nobody knows when.
spans as (

    select
        *,
        row_number() over (
            partition by money_mention_id
            order by is_in_stretch desc, is_fiscal desc, end_on - start_on desc, gap asc, char_start asc
        ) as rank
    from placed
    where
        is_long
        and not is_duration
        and not is_deadline
        and not (coalesce(anchor, '') = 'publication' and coalesce(edtf, '') like '%X')
        and (is_nearest or end_on - start_on > {{ claim_parameter('one_year_days') }})
        and (is_fiscal or end_on - start_on > {{ claim_parameter('one_year_days') }} or end_on >= published_on)

),

-- A duration beside another amount holds for this one only where it leads the sentence: "Over five years, ...".
durations as (

    select
        *,
        row_number() over (partition by money_mention_id order by is_in_stretch desc, gap asc, char_start asc) as rank
    from placed
    where
        is_duration
        and (years is not null or (start_on is not null and end_on is not null))
        and per is distinct from 'year'
        and (is_nearest or (not is_in_stretch and sentence_offset <= {{ claim_parameter('leading_chars') }}))

),

deadlines as (

    select
        *,
        row_number() over (partition by money_mention_id order by is_in_stretch desc, gap asc, char_start asc) as rank
    from placed
    where is_deadline and (is_nearest or gap <= {{ claim_parameter('behind_amount_gap') }})

),

-- Sentences that speak of giving money, by a cue: only there does a later fiscal year say when the money starts.
money_sentences as (

    select distinct
        article_id,
        sentence_index
    from {{ changed_rows('stg_status_cues') }}
    where cue_type = 'role' and cue_code = 'commitment' and not is_duplicate

),

-- Sentences that speak of aid, or say that money flows over some time.
length_sentences as (

    select
        article_id,
        sentence_index,
        bool_or(cue_code = 'spending') as is_of_spending
    from all_cues
    where (cue_type = 'instrument' and cue_code = 'subsidy') or (cue_type = 'timetable' and cue_code = 'spending')
    group by article_id, sentence_index

),

silent_words as (

    select
        article_id,
        sentence_index,
        bool_or(cue_type = 'status' and level between 3 and 5) as has_budget_cue,
        bool_or(cue_type in ('part', 'of_which')) as has_part_cue,
        bool_or(cue_type = 'other_claim') as has_other_cue,
        bool_or(cue_type = 'programme') as has_programme_cue,
        bool_or(cue_code in ('works', 'capex')) as has_works_cue,
        bool_or(cue_code = 'applications') as has_application_cue
    from all_cues
    group by article_id, sentence_index

),

-- "L'enveloppe couvrirait six ans, de 2027 à 2032": a span of years in a sentence without any amount holds for the
-- amounts before it, in its paragraph and in the one before, and for those behind it that are no part of another sum.
-- A sentence about the programme reaches further. How long the works last tells the years of what they cost, not of a
-- loan for them; when one may apply tells nothing, nor do years that are over.
told_spans as (

    select
        article_id,
        passage_index,
        sentence_index,
        char_start,
        start_on,
        end_on
    from typed
    where
        end_on - start_on > {{ claim_parameter('one_year_days') }}
        and not is_duration
        and not is_deadline
    union all
    select
        durations.article_id,
        durations.passage_index,
        durations.sentence_index,
        durations.char_start,
        starts.start_on,
        (starts.start_on + to_months((durations.years * 12)::integer) - interval 1 day)::date as end_on
    from typed as durations
    inner join typed as starts
        on
            durations.article_id = starts.article_id
            and durations.sentence_index = starts.sentence_index
            and starts.is_start
            and starts.start_on is not null
    where durations.is_duration and durations.years > 1
    union all
    -- "starts on 1 July 2026 and ends on 30 June 2029"
    select
        starts.article_id,
        starts.passage_index,
        starts.sentence_index,
        starts.char_start,
        starts.start_on,
        ends.end_on
    from typed as starts
    inner join typed as ends
        on
            starts.article_id = ends.article_id
            and starts.sentence_index = ends.sentence_index
            and starts.char_end < ends.char_start
            and ends.is_end
    where ends.end_on - starts.start_on > {{ claim_parameter('one_year_days') }} and not starts.is_end

),

silent_spans as (

    select
        amounts.money_mention_id,
        told_spans.start_on,
        told_spans.end_on,
        coalesce(told_words.has_works_cue, false) as is_of_works
    from amounts
    inner join articles on amounts.article_id = articles.article_id
    inner join told_spans on amounts.article_id = told_spans.article_id
    anti join amount_sentences
        on
            told_spans.article_id = amount_sentences.article_id
            and told_spans.sentence_index = amount_sentences.sentence_index
    left join silent_words as own_words
        on
            amounts.article_id = own_words.article_id
            and amounts.sentence_index = own_words.sentence_index
    left join silent_words as told_words
        on
            told_spans.article_id = told_words.article_id
            and told_spans.sentence_index = told_words.sentence_index
    where
        (
            (
                told_spans.passage_index - amounts.passage_index between 0 and 1
                and abs(told_spans.sentence_index - amounts.sentence_index) <= {{ claim_parameter('silent_sentences') }}
            )
            or (
                coalesce(told_words.has_programme_cue, false)
                and told_spans.sentence_index - amounts.sentence_index
                between 1 and {{ claim_parameter('programme_sentences') }}
            )
        )
        and (
            told_spans.sentence_index > amounts.sentence_index
            or (
                told_spans.passage_index = amounts.passage_index
                and not coalesce(own_words.has_part_cue or own_words.has_other_cue, false)
            )
        )
        and (amounts.role = 'project_cost' or not coalesce(told_words.has_works_cue, false))
        and not coalesce(told_words.has_application_cue, false)
        and told_spans.end_on >= coalesce(articles.published_on, told_spans.end_on)
        and amounts.passage_kind not in ('title', 'heading')
        and amounts.role != 'deal_value'
        and amounts.per is distinct from 'year'
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by
                told_spans.sentence_index > amounts.sentence_index desc,
                abs(told_spans.sentence_index - amounts.sentence_index) asc,
                told_spans.char_start asc
        ) = 1

),

-- "The loan takes effect on 1 January 2027": a sentence without any amount tells from when the sum before it runs.
effects as (

    select
        amounts.money_mention_id,
        typed.start_on
    from amounts
    inner join typed
        on
            amounts.article_id = typed.article_id
            and typed.sentence_index - amounts.sentence_index between 1 and {{ claim_parameter('silent_sentences') }}
            and typed.passage_index - amounts.passage_index between 0 and 1
    inner join sentences
        on
            typed.article_id = sentences.article_id
            and typed.sentence_index = sentences.sentence_index
    anti join amount_sentences
        on
            typed.article_id = amount_sentences.article_id
            and typed.sentence_index = amount_sentences.sentence_index
    where
        regexp_matches(
            lower(substring(sentences.sentence_text, 1, typed.char_start - sentences.char_start)),
            '{{ var("effect_pattern") }}'
        )
        and typed.start_on is not null
        and amounts.passage_kind not in ('title', 'heading')
        and amounts.role != 'deal_value'
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by typed.sentence_index asc, typed.char_start asc
        ) = 1

),

-- An article whose title tells of a budget, and whose first sentences name its one fiscal year: its sums are of that
-- year.
budget_articles as (

    select
        typed.article_id,
        max(typed.start_on) as start_on,
        max(typed.end_on) as end_on
    from typed
    inner join sentences
        on
            typed.article_id = sentences.article_id
            and typed.sentence_index = sentences.sentence_index
    inner join all_cues
        on
            typed.article_id = all_cues.article_id
            and typed.sentence_index = all_cues.sentence_index
            and all_cues.cue_type = 'status'
            and all_cues.level between 3 and 5
    where
        typed.is_fiscal
        and typed.is_long
        and typed.sentence_index <= {{ claim_parameter('lead_sentences') }}
        and typed.article_id in (
            select titles.article_id
            from sentences as titles
            inner join all_cues as title_cues
                on
                    titles.article_id = title_cues.article_id
                    and titles.sentence_index = title_cues.sentence_index
            where
                titles.passage_kind = 'title'
                and title_cues.cue_type = 'status'
                and title_cues.cue_code = 'budget_requested'
                and regexp_matches(lower(title_cues.surface), '{{ var("draft_budget_pattern") }}')
        )
    group by typed.article_id
    having count(distinct typed.start_on) = 1

),

-- "Elle avait été réclamée pour le budget de l'exercice 2025": a sentence without an amount that speaks of a budget
-- procedure names the year of the amount before; "the balance is due by the end of 2028" its last day.
silent_years as (

    select
        amounts.money_mention_id,
        typed.start_on,
        typed.end_on,
        silent_words.has_part_cue and not typed.is_fiscal as is_balance
    from amounts
    inner join typed
        on
            amounts.article_id = typed.article_id
            and typed.sentence_index - amounts.sentence_index between 1 and {{ claim_parameter('silent_sentences') }}
    inner join silent_words
        on
            typed.article_id = silent_words.article_id
            and typed.sentence_index = silent_words.sentence_index
    anti join amount_sentences
        on
            typed.article_id = amount_sentences.article_id
            and typed.sentence_index = amount_sentences.sentence_index
    where
        amounts.passage_kind not in ('title', 'heading')
        and amounts.role != 'deal_value'
        and (amounts.next_start is null or typed.mod = 'by')
        and (
            (typed.is_fiscal and typed.is_long and silent_words.has_budget_cue)
            or (
                typed.mod = 'by'
                and silent_words.has_part_cue
                and typed.sentence_index = amounts.sentence_index + 1
                and typed.passage_index = amounts.passage_index
            )
        )
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by typed.sentence_index asc, typed.char_start asc
        ) = 1

),

-- "L'aide s'étalera sur cinq ans": a sentence without any amount that speaks of aid tells how long the sum before it
-- lasts; "the money will be disbursed over five years", even where it opens the next paragraph.
silent_lengths as (

    select
        amounts.money_mention_id,
        typed.years
    from amounts
    inner join typed
        on
            amounts.article_id = typed.article_id
            and typed.sentence_index - amounts.sentence_index between 1 and {{ claim_parameter('silent_sentences') }}
            and typed.is_duration
            and typed.years > 1
    inner join length_sentences
        on
            typed.article_id = length_sentences.article_id
            and typed.sentence_index = length_sentences.sentence_index
            and typed.passage_index - amounts.passage_index between 0 and length_sentences.is_of_spending::integer
    anti join amount_sentences
        on
            typed.article_id = amount_sentences.article_id
            and typed.sentence_index = amount_sentences.sentence_index
    where
        amounts.next_start is null
        and amounts.passage_kind not in ('title', 'heading')
        and amounts.role != 'deal_value'
        and amounts.per is distinct from 'year'
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by typed.sentence_index asc, typed.char_start asc
        ) = 1

),

-- "In its first year": the fiscal year that the article named last.
first_years as (

    select
        amounts.money_mention_id,
        typed.start_on,
        typed.end_on
    from amounts
    inner join amount_cues
        on
            amounts.money_mention_id = amount_cues.money_mention_id
            and amount_cues.cue_type = 'first_year'
            and amount_cues.amounts_between = 0
            and amount_cues.gap <= {{ claim_parameter('first_year_gap') }}
    inner join typed
        on
            amounts.article_id = typed.article_id
            and typed.is_fiscal
            and typed.is_long
            and amounts.char_start > typed.char_start
    qualify
        row_number() over (partition by amounts.money_mention_id order by typed.char_start desc) = 1

),

-- "From the same fiscal year": counted from the one named last.
same_years as (

    select
        amounts.money_mention_id,
        typed.start_on
    from amounts
    inner join all_cues
        on
            amounts.article_id = all_cues.article_id
            and amounts.sentence_index = all_cues.sentence_index
            and all_cues.cue_type = 'same_year'
    inner join typed
        on
            amounts.article_id = typed.article_id
            and typed.is_fiscal
            and all_cues.char_start > typed.char_start
    qualify
        row_number() over (partition by amounts.money_mention_id order by typed.char_start desc) = 1

),

-- A supplementary budget belongs to the fiscal year in which it is reported, by the payer's calendar.
current_budgets as (

    select
        amounts.money_mention_id,
        {{ fiscal_year_start('articles.published_on', 'calendars') }} as start_on
    from amounts
    inner join amount_cues
        on
            amounts.money_mention_id = amount_cues.money_mention_id
            and amount_cues.cue_type = 'current_budget'
            and amount_cues.side = 'before'
            and amount_cues.amounts_between = 0
    inner join articles on amounts.article_id = articles.article_id
    inner join {{ changed_rows('int_amount_governments') }} as local_governments
        on amounts.money_mention_id = local_governments.money_mention_id
    inner join {{ ref('int_entity_governments') }} as governments
        on local_governments.government_id = governments.entity_id
    inner join {{ ref('ref_fiscal_years') }} as calendars on governments.country = calendars.country
    where articles.published_on is not null
    qualify row_number() over (partition by amounts.money_mention_id order by amount_cues.gap asc) = 1

),

-- "Over five years" counts from the fiscal year that the text opens with next, in this sentence or the three after it.
openings as (

    select
        amounts.money_mention_id,
        typed.start_on,
        typed.sentence_index = amounts.sentence_index as is_same_sentence
    from amounts
    inner join articles on amounts.article_id = articles.article_id
    inner join typed
        on
            amounts.article_id = typed.article_id
            and typed.sentence_index between amounts.sentence_index
            and amounts.sentence_index + {{ claim_parameter('opening_sentences') }}
    left join money_sentences
        on
            typed.article_id = money_sentences.article_id
            and typed.sentence_index = money_sentences.sentence_index
    where
        typed.start_on is not null
        and not typed.is_duration
        and (typed.is_fiscal_start or typed.is_start)
        and (typed.sentence_index = amounts.sentence_index or money_sentences.article_id is not null)
        and (
            articles.published_on is null
            or articles.published_on - typed.start_on <= {{ claim_parameter('opening_age_days') }}
        )
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by typed.sentence_index asc, typed.start_on asc, abs(typed.char_start - amounts.char_start) asc
        ) = 1

),

combined as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        durations.years,
        coalesce(durations.years, round((durations.end_on - durations.start_on + 1) / 365.25)) as duration_years,
        durations.date_mention_id as duration_id,
        case when durations.anchor != 'publication' then durations.start_on end as duration_start,
        case when durations.anchor != 'publication' then durations.end_on end as duration_end,
        durations.anchor as duration_anchor,
        coalesce(openings.start_on, same_years.start_on) as opening_on,
        spans.start_on as span_start,
        spans.end_on as span_end,
        spans.gap as span_gap,
        spans.is_fiscal as span_is_fiscal,
        spans.is_in_stretch as span_is_near,
        deadlines.start_on as deadline_start,
        deadlines.end_on as deadline_end,
        deadlines.mod as deadline_mod,
        silent_spans.start_on as silent_start,
        silent_spans.end_on as silent_end,
        silent_spans.is_of_works,
        silent_lengths.years as silent_years_count,
        first_years.start_on as first_year_start,
        first_years.end_on as first_year_end,
        silent_years.start_on as budget_start,
        silent_years.end_on as budget_end,
        silent_years.is_balance,
        current_budgets.start_on as current_start,
        effects.start_on as effect_start,
        budget_articles.start_on as article_start,
        budget_articles.end_on as article_end
    from amounts
    left join effects on amounts.money_mention_id = effects.money_mention_id
    left join budget_articles on amounts.article_id = budget_articles.article_id and amounts.role != 'deal_value'
    left join same_years on amounts.money_mention_id = same_years.money_mention_id
    left join first_years on amounts.money_mention_id = first_years.money_mention_id
    left join silent_years on amounts.money_mention_id = silent_years.money_mention_id
    left join current_budgets on amounts.money_mention_id = current_budgets.money_mention_id
    left join silent_spans on amounts.money_mention_id = silent_spans.money_mention_id
    left join silent_lengths on amounts.money_mention_id = silent_lengths.money_mention_id
    left join durations on amounts.money_mention_id = durations.money_mention_id and durations.rank = 1
    left join spans on amounts.money_mention_id = spans.money_mention_id and spans.rank = 1
    left join deadlines on amounts.money_mention_id = deadlines.money_mention_id and deadlines.rank = 1
    left join openings on amounts.money_mention_id = openings.money_mention_id

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
        coalesce(duration_years, silent_years_count) as horizon_years,
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
    inner join all_cues
        on
            amounts.article_id = all_cues.article_id
            and amounts.sentence_index = all_cues.sentence_index
            and all_cues.cue_type = 'of_which'
            and amounts.char_start > all_cues.char_start
    inner join amounts as wholes
        on
            amounts.article_id = wholes.article_id
            and amounts.passage_index = wholes.passage_index
            and amounts.char_start > wholes.char_start
    inner join decided on wholes.money_mention_id = decided.money_mention_id
    where decided.period_basis = 'fiscal_year'
    qualify row_number() over (partition by amounts.money_mention_id order by wholes.char_start desc) = 1

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

)

select * from completed
where period_basis is not null or horizon_years is not null
order by money_mention_id
