-- One row per claimable amount whose sentence gives a horizon: the first and last day that the money covers.
with

amounts as (

    select * from {{ ref('int_claim_amounts') }}

),

dates as (

    select * from {{ ref('stg_date_mentions') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

-- Length of a duration in years; months are parts of a year.
typed as (

    select
        dates.*,
        coalesce(
            try_cast(nullif(regexp_extract(dates.duration_iso, 'P([0-9]+)Y', 1), '') as double),
            try_cast(nullif(regexp_extract(dates.duration_iso, 'P([0-9]+)M', 1), '') as double) / 12
        ) as years,
        coalesce(dates.date_kind = 'duration' or dates.date_type = 'duration', false) as is_duration,
        coalesce(dates.date_type in ('fiscal', 'fiscal_year'), false) as is_fiscal,
        coalesce(dates.date_type = 'deadline', false) or coalesce(dates.mod in ('by', 'from'), false) as is_deadline,
        coalesce(dates.end_on - dates.start_on between 300 and 12000, false) as is_long
    from dates
    where not dates.is_duplicate

),

amount_sentences as (

    select distinct
        article_id,
        sentence_index
    from amounts

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
        typed.is_deadline,
        typed.is_long,
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
                        and typed.char_start - amounts.group_end <= 40
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

-- A span of whole years: "2027 à 2032", a fiscal year, a resolved "next five years".
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
        and (is_nearest or end_on - start_on > 400)
        and (is_fiscal or end_on - start_on > 400 or published_on is null or end_on >= published_on)

),

durations as (

    select
        *,
        row_number() over (partition by money_mention_id order by is_in_stretch desc, gap asc, char_start asc) as rank
    from placed
    where
        is_duration
        and (years is not null or (start_on is not null and end_on is not null))
        and (is_nearest or not is_in_stretch)

),

deadlines as (

    select
        *,
        row_number() over (partition by money_mention_id order by is_in_stretch desc, gap asc, char_start asc) as rank
    from placed
    where is_deadline and (is_nearest or gap <= 40)

),

-- Sentences that speak of giving money, by a cue: only there does a later fiscal year say when the money starts.
money_sentences as (

    select distinct
        article_id,
        sentence_index
    from {{ ref('stg_status_cues') }}
    where cue_type = 'role' and cue_code = 'commitment' and not is_duplicate

),

-- "L'enveloppe couvrirait six ans, de 2027 à 2032": a span of years in a sentence without any amount holds for the
-- amounts of its paragraph, and for those of the paragraph before.
silent_spans as (

    select
        amounts.money_mention_id,
        typed.start_on,
        typed.end_on
    from amounts
    inner join typed
        on
            amounts.article_id = typed.article_id
            and typed.passage_index - amounts.passage_index between 0 and 1
            and typed.sentence_index - amounts.sentence_index between -3 and 3
    anti join amount_sentences
        on
            typed.article_id = amount_sentences.article_id
            and typed.sentence_index = amount_sentences.sentence_index
    where
        typed.end_on - typed.start_on > 400
        and not typed.is_duration
        and not typed.is_deadline
        and amounts.passage_kind not in ('title', 'heading')
        and amounts.role != 'deal_value'
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by abs(typed.sentence_index - amounts.sentence_index) asc, typed.char_start asc
        ) = 1

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
            and typed.sentence_index between amounts.sentence_index and amounts.sentence_index + 3
    left join money_sentences
        on
            typed.article_id = money_sentences.article_id
            and typed.sentence_index = money_sentences.sentence_index
    where
        typed.start_on is not null
        and not typed.is_duration
        and (typed.is_fiscal or typed.mod = 'from')
        and (typed.sentence_index = amounts.sentence_index or money_sentences.article_id is not null)
        and (articles.published_on is null or typed.start_on >= articles.published_on - 366)
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
        openings.start_on as opening_on,
        spans.start_on as span_start,
        spans.end_on as span_end,
        spans.gap as span_gap,
        spans.is_fiscal as span_is_fiscal,
        spans.is_in_stretch as span_is_near,
        deadlines.start_on as deadline_start,
        deadlines.end_on as deadline_end,
        silent_spans.start_on as silent_start,
        silent_spans.end_on as silent_end
    from amounts
    left join silent_spans on amounts.money_mention_id = silent_spans.money_mention_id
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
            when span_end - span_start > 400 then span_start
            when duration_years is not null and opening_on is not null then opening_on
            when duration_start is not null then duration_start
            when span_start is not null then span_start
            when deadline_end is not null or deadline_start is not null then deadline_start
            when silent_start is not null then silent_start
        end as period_start,
        case
            when span_end - span_start > 400 then span_end
            when duration_years is not null and opening_on is not null
                then (opening_on + to_months((duration_years * 12)::integer) - interval 1 day)::date
            when duration_start is not null then duration_end
            when span_start is not null then span_end
            when deadline_end is not null or deadline_start is not null then deadline_end
            when silent_start is not null then silent_end
        end as period_end,
        duration_years as horizon_years,
        case
            when span_end - span_start > 400 then 'span'
            when duration_years is not null and opening_on is not null then 'duration_from'
            when duration_start is not null then 'duration'
            when span_start is not null then case when span_is_fiscal then 'fiscal_year' else 'year' end
            when deadline_end is not null or deadline_start is not null then 'deadline'
            when silent_start is not null then 'paragraph'
        end as period_basis
    from combined

)

select * from decided
where period_basis is not null or horizon_years is not null
order by money_mention_id
