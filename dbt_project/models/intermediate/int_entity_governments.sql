-- One row per entity that speaks for a national government: its country's government. Office holders, parliaments,
-- capitals and the country itself lead to the same payer.
with

entities as (

    select * from {{ ref('ref_entities') }}

),

governments as (

    select
        country,
        entity_id as government_id,
        name_en as government_name
    from entities
    where lower(entity_type) = 'government' and country is not null
    qualify row_number() over (partition by country order by length(entity_id) asc, entity_id asc) = 1

),

mapped as (

    select
        entities.entity_id,
        lower(entities.entity_type) as entity_type,
        entities.name_en as entity_name,
        entities.country,
        governments.government_id,
        governments.government_name
    from entities
    inner join governments on entities.country = governments.country

)

select * from mapped
order by entity_id
