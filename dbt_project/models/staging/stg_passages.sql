-- One row per passage of an article. Selects the columns of the source; no logic.
with source as (

    select * from {{ source('parsed', 'passages') }}

),

selected as (

    select
        passage_id,
        article_id,
        passage_index,
        passage_kind,
        char_start,
        char_end,
        language,
        duplicate_of_passage_id
    from source

)

select * from selected
