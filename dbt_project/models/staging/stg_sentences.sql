-- One row per sentence of an article. Selects the columns of the source; no logic.
with source as (

    select * from {{ source('parsed', 'sentences') }}

),

selected as (

    select
        article_id,
        sentence_index,
        passage_index,
        char_start,
        char_end
    from source

)

select * from selected
