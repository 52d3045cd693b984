{{ config(materialized="incremental") }}
-- Grain: one name or description of an actor or place, at its place in an article.
with

entities as (

    select * from {{ changed_rows("stg_entity_mentions") }}

),

passages as (

    select * from {{ changed_rows("stg_passages") }}

),

mentions as (

    select
        -- keys
        entities.entity_mention_id,
        entities.article_id,
        entities.entity_id,

        -- where
        entities.passage_index,
        passages.passage_kind,
        entities.sentence_index,
        entities.char_start,
        entities.char_end,
        entities.surface,
        entities.is_duplicate,

        -- what
        entities.entity_type,
        entities.mention_type
    from entities
    left join passages
        on
            entities.article_id = passages.article_id
            and entities.passage_index = passages.passage_index

)

select * from mentions
