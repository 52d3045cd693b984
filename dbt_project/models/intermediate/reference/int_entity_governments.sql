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

-- A region acts through its own government where the list has one.
regional as (

    select
        regions.entity_id,
        twins.entity_id as government_id,
        twins.name_en as government_name
    from entities as regions
    inner join entities as twins on replace(regions.entity_id, 'region-', 'gov-') = twins.entity_id
    where regions.entity_type = 'region'

),

-- "The Grand Council of Valais": the parliament of a region votes the region's money.
regional_parliaments as (

    select
        parliaments.entity_id,
        coalesce(regional.government_id, homes.entity_id) as government_id,
        coalesce(
            regional.government_name, {{ regional_government('homes.entity_type', 'homes') }}, homes.name_en
        ) as government_name
    from entities as parliaments
    inner join entities as homes on parliaments.parent_entity_id = homes.entity_id
    left join regional on homes.entity_id = regional.entity_id
    left join governments on homes.entity_id = governments.government_id
    where
        lower(parliaments.entity_type) = 'parliament'
        and homes.entity_type in ('region', 'government')
        and governments.government_id is null

),

regional_actors as (

    select * from regional
    union all
    select * from regional_parliaments

),

mapped as (

    select
        entities.entity_id,
        lower(entities.entity_type) as entity_type,
        entities.name_en as entity_name,
        entities.country,
        coalesce(regional_actors.government_id, governments.government_id) as government_id,
        coalesce(regional_actors.government_name, governments.government_name) as government_name,
        regional_actors.entity_id is not null
        or (lower(entities.entity_type) = 'government' and entities.parent_entity_id = governments.government_id)
            as is_acting_for_government
    from entities
    inner join governments on entities.country = governments.country
    left join regional_actors on entities.entity_id = regional_actors.entity_id

)

select * from mapped
order by entity_id
