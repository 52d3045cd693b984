{{ config(materialized="incremental") }}
-- Grain: one date expression at its place in an article.
with

dates as (

    select * from {{ changed_rows("stg_date_mentions") }}

),

passages as (

    select * from {{ changed_rows("stg_passages") }}

),

mentions as (

    select
        -- keys
        dates.date_mention_id,
        dates.article_id,

        -- where
        dates.passage_index,
        passages.passage_kind,
        dates.sentence_index,
        dates.char_start,
        dates.char_end,
        dates.surface,
        dates.is_duplicate,

        -- when
        dates.date_kind,
        dates.date_type,
        dates.edtf,
        dates.start_on,
        dates.end_on,
        dates.duration_iso,
        dates.mod,
        dates.anchor,
        dates.weekday,
        dates.is_weekday_right,
        dates.fiscal_country
    from dates
    left join passages
        on
            dates.article_id = passages.article_id
            and dates.passage_index = passages.passage_index

)

select * from mentions
