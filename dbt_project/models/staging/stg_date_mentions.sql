-- One row per date, period or duration in an article. Selects the columns of the source; no logic.
with source as (

    select * from {{ source('parsed', 'date_mentions') }}

),

selected as (

    select
        date_mention_id,
        article_id,
        passage_index,
        sentence_index,
        char_start,
        char_end,
        surface,
        is_duplicate,
        date_kind,
        date_type,
        edtf,
        start_on,
        end_on,
        duration_iso,
        mod,
        anchor,
        weekday,
        is_weekday_right,
        fiscal_country
    from source

)

select * from selected
