{{ config(materialized='incremental') }}
-- One row per date or duration that may tell when money flows, and which kind of horizon it can be: a length, a
-- deadline, a fiscal year, a first or a last day.
with

dates as (

    select * from {{ changed_rows('stg_date_mentions') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

-- Length of a duration in years; months are parts of a year. "A year" behind an amount is a rate, not a horizon.
typed as (

    select
        dates.date_mention_id,
        dates.article_id,
        dates.passage_index,
        dates.sentence_index,
        dates.char_start,
        dates.char_end,
        dates.edtf,
        dates.start_on,
        dates.end_on,
        dates.mod,
        dates.anchor,
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
            regexp_matches(
                lower(substring(sentences.sentence_text, 1, dates.char_start - sentences.char_start)),
                '{{ var("effect_pattern") }}'
            ), false
        ) as is_effect,
        -- "The investment runs from 2026 to 2030": of all that the text tells of
        coalesce(
            regexp_matches(
                lower(substring(sentences.sentence_text, 1, dates.char_start - sentences.char_start)),
                '{{ var("whole_span_pattern") }}'
            ), false
        ) as is_of_whole,
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
        -- the years of a loan's repayment, those that talks have taken, and the day by which something is to be signed
        -- or voted, are not those of the money
        and not coalesce(
            regexp_matches(
                lower(substring(sentences.sentence_text, 1, dates.char_start - sentences.char_start)),
                '{{ var("repayment_before_pattern") }}'
            )
            or regexp_matches(
                lower(substring(sentences.sentence_text, 1, dates.char_start - sentences.char_start)),
                '{{ var("decision_before_pattern") }}'
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
            )
            or regexp_matches(
                substring(sentences.sentence_text, dates.char_end - sentences.char_start + 1),
                '{{ var("decision_behind_pattern") }}'
            ), false
        )

)

select * from typed
order by date_mention_id
