-- One row per name of an actor or place in an article. Selects the columns of the source; no logic.
with source as (

    select * from {{ source('parsed', 'entity_mentions') }}

),

selected as (

    select
        entity_mention_id,
        article_id,
        passage_index,
        sentence_index,
        char_start,
        char_end,
        surface,
        is_duplicate,
        entity_id,
        entity_type,
        mention_type
    from source

)

select * from selected
