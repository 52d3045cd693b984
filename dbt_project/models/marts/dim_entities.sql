-- Grain: one actor or place of the reference data, with how often the articles name it.
with

entities as (

    select * from {{ ref("ref_entities") }}

),

mentions as (

    select
        entity_id,
        count(*) as mention_count,
        count(distinct article_id) as article_count
    from {{ ref("stg_entity_mentions") }}
    where
        entity_id is not null
        and not is_duplicate
    group by entity_id

),

described as (

    select
        -- keys
        entities.entity_id,
        entities.parent_entity_id::varchar as parent_entity_id,

        -- who
        entities.entity_type::varchar as entity_type,
        entities.country::varchar as country,
        entities.name_en::varchar as name_en,
        coalesce(entities.name_fr, entities.name_en)::varchar as name_fr,
        entities.name_ja::varchar as name_ja,
        entities.qid::varchar as qid,
        entities.lei::varchar as lei,
        entities.iso3166::varchar as iso3166,

        -- how often
        coalesce(mentions.mention_count, 0) as mention_count,
        coalesce(mentions.article_count, 0) as article_count
    from entities
    left join mentions on entities.entity_id = mentions.entity_id

)

select * from described
