{{ config(materialized='incremental') }}
-- One row per claimable amount whose own sentence tells when or how long: the span of years, the length with the day it
-- counts from, the deadline, and the fiscal year that "its first year" or a supplementary budget means.
with

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

dates as (

    select * from {{ changed_rows('int_horizon_dates') }}

),

articles as (

    select * from {{ changed_rows('stg_articles') }}

),

amount_cues as (

    select * from {{ changed_rows('int_amount_cues') }}

),

all_cues as (

    select * from {{ changed_rows('stg_status_cues') }}
    where not is_duplicate

),

placed as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        amounts.sentence_index,
        amounts.char_start as amount_start,
        amounts.per,
        dates.char_start,
        dates.char_end,
        dates.edtf,
        dates.start_on,
        dates.end_on,
        dates.years,
        dates.mod,
        dates.anchor,
        dates.is_duration,
        dates.is_fiscal,
        dates.is_deadline,
        dates.is_long,
        dates.char_start - amounts.sentence_start as sentence_offset,
        articles.published_on,
        -- "asks for 60 million; an answer is due by June": behind a semicolon another clause tells of something else
        dates.char_start >= amounts.group_end
        and contains(
            substring(
                amounts.sentence_text,
                amounts.group_end - amounts.sentence_start + 1,
                dates.char_start - amounts.group_end
            ),
            ';'
        ) as is_clause_apart,
        case
            when dates.char_start >= amounts.group_end then dates.char_start - amounts.group_end
            else amounts.char_start - dates.char_end
        end as gap,
        dates.char_start >= coalesce(amounts.previous_end, 0)
        and dates.char_start < coalesce(amounts.next_start, 1000000000) as is_in_stretch,
        -- between two amounts a date belongs to the one before it when nothing but a few words parts them, else to the
        -- nearer
        dates.char_start >= coalesce(amounts.previous_end, 0)
        and dates.char_start < coalesce(amounts.next_start, 1000000000)
        and case
            when dates.char_start >= amounts.group_end
                then
                    coalesce(amounts.next_start, 1000000000) - dates.char_end >= dates.char_start - amounts.group_end
                    or (
                        amounts.language not in ('ja', 'zh', 'ko')
                        and dates.char_start - amounts.group_end <= {{ claim_parameter('behind_amount_gap') }}
                        and not regexp_matches(
                            substring(
                                amounts.sentence_text,
                                amounts.group_end - amounts.sentence_start + 1,
                                dates.char_start - amounts.group_end
                            ),
                            '[,;:]'
                        )
                    )
            else dates.char_start - coalesce(amounts.previous_end, -1000000000) >= amounts.char_start - dates.char_end
        end as is_nearest
    from amounts
    inner join dates
        on
            amounts.article_id = dates.article_id
            and amounts.sentence_index = dates.sentence_index
    inner join articles on amounts.article_id = articles.article_id
    -- "Spending runs from 2027 to 2031; a draft sets aside 70 million": the years of the whole, a clause apart
    where
        case
            when dates.is_of_whole and dates.char_end < amounts.char_start
                then
                    not regexp_matches(
                        substring(
                            amounts.sentence_text,
                            dates.char_end - amounts.sentence_start + 1,
                            amounts.char_start - dates.char_end
                        ),
                        '[;；、]'
                    )
            else true
        end

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
    where
        is_deadline
        and (is_nearest or gap <= {{ claim_parameter('behind_amount_gap') }})
        -- "had been paid by 30 June": how far things had come, and no horizon
        and coalesce(end_on >= published_on, true)
        and not is_clause_apart

),

-- Sentences that speak of giving money, by a cue: only there does a later fiscal year say when the money starts.
money_sentences as (

    select distinct
        article_id,
        sentence_index
    from all_cues
    where cue_type = 'role' and cue_code = 'commitment'

),

-- "In its first year": the fiscal year that the article named last.
first_years as (

    select
        amounts.money_mention_id,
        dates.start_on,
        dates.end_on
    from amounts
    inner join amount_cues
        on
            amounts.money_mention_id = amount_cues.money_mention_id
            and amount_cues.cue_type = 'first_year'
            and amount_cues.amounts_between = 0
            and amount_cues.gap <= {{ claim_parameter('first_year_gap') }}
    inner join dates
        on
            amounts.article_id = dates.article_id
            and dates.is_fiscal
            and dates.is_long
            and amounts.char_start > dates.char_start
    qualify
        row_number() over (partition by amounts.money_mention_id order by dates.char_start desc) = 1

),

-- "From the same fiscal year": counted from the one named last.
same_years as (

    select
        amounts.money_mention_id,
        dates.start_on
    from amounts
    inner join all_cues
        on
            amounts.article_id = all_cues.article_id
            and amounts.sentence_index = all_cues.sentence_index
            and all_cues.cue_type = 'same_year'
    inner join dates
        on
            amounts.article_id = dates.article_id
            and dates.is_fiscal
            and all_cues.char_start > dates.char_start
    qualify
        row_number() over (partition by amounts.money_mention_id order by dates.char_start desc) = 1

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
        dates.start_on
    from amounts
    inner join articles on amounts.article_id = articles.article_id
    inner join dates
        on
            amounts.article_id = dates.article_id
            and dates.sentence_index between amounts.sentence_index
            and amounts.sentence_index + {{ claim_parameter('opening_sentences') }}
    left join money_sentences
        on
            dates.article_id = money_sentences.article_id
            and dates.sentence_index = money_sentences.sentence_index
    where
        dates.start_on is not null
        and not dates.is_duration
        and (dates.is_fiscal_start or dates.is_start)
        and (dates.sentence_index = amounts.sentence_index or money_sentences.article_id is not null)
        and (
            articles.published_on is null
            or articles.published_on - dates.start_on <= {{ claim_parameter('opening_age_days') }}
        )
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by dates.sentence_index asc, dates.start_on asc, abs(dates.char_start - amounts.char_start) asc
        ) = 1

),

combined as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        spans.start_on as span_start,
        spans.end_on as span_end,
        spans.is_fiscal as span_is_fiscal,
        coalesce(durations.years, round((durations.end_on - durations.start_on + 1) / 365.25)) as duration_years,
        case when durations.anchor != 'publication' then durations.start_on end as duration_start,
        case when durations.anchor != 'publication' then durations.end_on end as duration_end,
        coalesce(openings.start_on, same_years.start_on) as opening_on,
        deadlines.start_on as deadline_start,
        deadlines.end_on as deadline_end,
        deadlines.mod as deadline_mod,
        first_years.start_on as first_year_start,
        first_years.end_on as first_year_end,
        current_budgets.start_on as current_start
    from amounts
    left join spans on amounts.money_mention_id = spans.money_mention_id and spans.rank = 1
    left join durations on amounts.money_mention_id = durations.money_mention_id and durations.rank = 1
    left join openings on amounts.money_mention_id = openings.money_mention_id
    left join same_years on amounts.money_mention_id = same_years.money_mention_id
    left join deadlines on amounts.money_mention_id = deadlines.money_mention_id and deadlines.rank = 1
    left join first_years on amounts.money_mention_id = first_years.money_mention_id
    left join current_budgets on amounts.money_mention_id = current_budgets.money_mention_id

)

select * from combined
where
    coalesce(span_start, deadline_start, deadline_end, first_year_start, current_start) is not null
    or duration_years is not null
order by money_mention_id
