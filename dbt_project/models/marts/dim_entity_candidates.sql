-- Grain: one name, as written, that no alias resolves: what the reference data lacks.
with

mentions as (

    select * from {{ ref("stg_entity_mentions") }}
    where
        entity_id is null
        and not is_duplicate

),

candidates as (

    select
        -- keys
        surface,

        -- what
        mode(entity_type) as entity_type,

        -- how often
        count(*) as mention_count,
        count(distinct article_id) as article_count,
        min(entity_mention_id) as first_mention_id
    from mentions
    group by surface

)

select * from candidates
