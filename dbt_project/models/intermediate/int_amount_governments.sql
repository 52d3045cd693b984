{{ config(materialized='incremental') }}
-- One row per claimable amount: the government that "the state" means there, and the region that "the province" means.
-- An article about several countries tells them apart by paragraph; otherwise its main government is meant everywhere.
with

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

mentions as (

    select * from {{ changed_rows('stg_entity_mentions') }}
    where not is_duplicate

),

article_governments as (

    select
        *,
        max(points) over (partition by article_id) as most_points
    from {{ changed_rows('int_article_governments') }}

),

main_governments as (

    select * from article_governments
    where rank = 1

),

entity_governments as (

    select * from {{ ref('int_entity_governments') }}

),

names as (

    select * from {{ ref('ref_entities') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

-- Countries that the article speaks of about as much as of its main one.
rivals as (

    select
        article_id,
        country,
        government_id,
        government_name
    from article_governments
    where points >= {{ claim_parameter('rival_country_ratio') }} * most_points

),

-- The country named last before the amount in its paragraph, else the first one named in it. A bank or an agency lends
-- abroad: it does not tell whose government is meant, nor does the country whose bank it is ("France's AFD").
nearest as (

    select
        amounts.money_mention_id,
        rivals.government_id,
        rivals.government_name,
        rivals.country
    from amounts
    inner join mentions
        on
            amounts.article_id = mentions.article_id
            and amounts.passage_index = mentions.passage_index
    inner join entity_governments on mentions.entity_id = entity_governments.entity_id
    inner join rivals
        on
            amounts.article_id = rivals.article_id
            and entity_governments.country = rivals.country
    inner join sentences
        on
            mentions.article_id = sentences.article_id
            and mentions.sentence_index = sentences.sentence_index
    where
        mentions.mention_type != 'nominal'
        and not regexp_matches(
            substring(sentences.sentence_text, mentions.char_end - sentences.char_start + 1),
            '{{ var("owner_of_name_pattern") }}'
        )
        and entity_governments.entity_type
        in ('country', 'government', 'ministry', 'person', 'parliament', 'region', 'city')
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by
                mentions.char_start < amounts.char_start desc,
                abs(mentions.char_start - amounts.char_start) asc,
                rivals.government_id asc
        ) = 1

),

-- A government pays in its own money: 中央政府 that bears rupees is India's, whoever else the article speaks of.
own_money as (

    select
        amounts.money_mention_id,
        article_governments.government_id,
        article_governments.government_name,
        article_governments.country
    from amounts
    inner join article_governments
        on
            amounts.article_id = article_governments.article_id
            and {{ pays_in("article_governments.country", "amounts.currency") }}
    qualify row_number() over (partition by amounts.money_mention_id order by article_governments.rank asc) = 1

),

meant as (

    select
        amounts.money_mention_id,
        coalesce(own_money.country, nearest.country, main_governments.country) as country
    from amounts
    left join own_money on amounts.money_mention_id = own_money.money_mention_id
    left join nearest on amounts.money_mention_id = nearest.money_mention_id
    left join main_governments on amounts.article_id = main_governments.article_id

),

-- A region acts through its own government where the list has one, else under its own name. A town is no region.
regions as (

    select
        mentions.article_id,
        mentions.char_start,
        names.country,
        case when {{ is_federal('names.country') }} then names.country end as federal_country,
        case
            when entity_governments.is_acting_for_government
                then entity_governments.government_id
            else mentions.entity_id
        end as region_id,
        case
            when entity_governments.is_acting_for_government
                then entity_governments.government_name
            when lower(mentions.entity_type) = 'region' and {{ is_federal('names.country') }}
                then 'Government of ' || names.name_en
            else coalesce(names.name_en, mentions.surface)
        end as region_name
    from mentions
    left join entity_governments on mentions.entity_id = entity_governments.entity_id
    left join names on mentions.entity_id = names.entity_id
    where
        (
            lower(mentions.entity_type) = 'region'
            or (lower(mentions.entity_type) = 'parliament' and entity_governments.is_acting_for_government)
            or regexp_matches(mentions.surface, '{{ var("eastern_division_pattern") }}')
            or (
                lower(mentions.entity_type) = 'government'
                and mentions.mention_type != 'nominal'
                and entity_governments.government_id is distinct from mentions.entity_id
                and not coalesce(entity_governments.is_acting_for_government, false)
            )
        )
        and not (mentions.entity_id is null and regexp_matches(mentions.surface, '[市町村区]$'))

),

-- What the text says of a name that no list knows.
described as (

    select
        mentions.article_id,
        mentions.sentence_index,
        mentions.char_start,
        mentions.entity_id,
        mentions.surface,
        lower(mentions.entity_type) = 'city' and upper(mentions.surface) != mentions.surface as is_city,
        substring(sentences.sentence_text, mentions.char_end - sentences.char_start + 1) as text_behind,
        substring(sentences.sentence_text, 1, mentions.char_start - sentences.char_start) as text_before,
        regexp_matches(text_before, '{{ var("given_to_pattern") }}') as is_given
    from mentions
    left join sentences
        on
            mentions.article_id = sentences.article_id
            and case
                when mentions.entity_id is null and coalesce(lower(mentions.entity_type), 'candidate') = 'candidate'
                    then mentions.sentence_index
            end = sentences.sentence_index

),

-- A town is named as such, by its council, or by what the text says of it: "Rudawa, a mining town of 40,000 people".
-- Where no town is told so, "the city" is the place that something stands in or a seat in brackets, of one word as
-- bodies seldom are; a dateline in capitals tells of none.
cities as (

    select
        described.article_id,
        described.sentence_index,
        described.char_start,
        described.entity_id as city_id,
        coalesce(names.name_en, described.surface) as city_name,
        names.country,
        false as is_capital,
        coalesce(
            described.is_city
            or regexp_matches(described.surface, '{{ var("municipal_pattern") }}')
            or regexp_matches(described.text_behind, '{{ var("town_behind_pattern") }}')
            or regexp_matches(described.text_before, '{{ var("town_before_pattern") }}'), false
        ) as is_town
    from described
    left join names on described.entity_id = names.entity_id
    where
        is_town
        or (
            regexp_full_match(described.surface, '{{ var("town_name_pattern") }}')
            and described.is_given is distinct from true
            and (
                regexp_matches(described.text_before, '{{ var("town_place_pattern") }}')
                or (ends_with(described.text_before, '(') and starts_with(described.text_behind, ')'))
            )
        )

),

-- Every name of a town.
city_names as (

    select
        entity_id as city_id,
        name_en as city_name,
        country,
        unnest([name_en, name_fr, name_ja]) as written
    from names
    where entity_type = 'city'

),

-- "Bangkok" that stands for the government of Thailand is a town all the same where City Hall pays and none is told.
capitals as (

    select
        mentions.article_id,
        mentions.sentence_index,
        mentions.char_start,
        city_names.city_id,
        city_names.city_name,
        city_names.country,
        true as is_capital,
        false as is_town
    from mentions
    inner join names on mentions.entity_id = names.entity_id
    inner join city_names
        on
            mentions.surface = city_names.written
            and names.country = city_names.country
    where mentions.mention_type = 'metonym'

),

-- A town abroad is the seat of somebody, or the place of what its own sentence tells.
nearest_cities as (

    select
        amounts.money_mention_id,
        cities.city_id,
        cities.city_name
    from amounts
    inner join (
        select * from cities
        union
        select * from capitals
    ) as cities
        on
            amounts.article_id = cities.article_id
            and (cities.is_town or amounts.char_start > cities.char_start)
    left join main_governments on amounts.article_id = main_governments.article_id
    where
        coalesce(cities.country = main_governments.country, true)
        or cities.sentence_index = amounts.sentence_index
        or (cities.article_id, cities.country) in (select (rivals.article_id, rivals.country) from rivals)
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by
                cities.is_town desc,
                cities.is_capital asc,
                cities.char_start < amounts.char_start desc,
                abs(cities.char_start - amounts.char_start) asc,
                cities.city_name asc
        ) = 1

),

-- A region of the country whose government is meant comes before one that is nearer.
nearest_regions as (

    select
        amounts.money_mention_id,
        regions.region_id,
        regions.region_name,
        case when amounts.char_start > regions.char_start then regions.federal_country end as federal_country
    from amounts
    inner join regions on amounts.article_id = regions.article_id
    left join meant on amounts.money_mention_id = meant.money_mention_id
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by
                coalesce(regions.country = meant.country, true) desc,
                regions.char_start < amounts.char_start desc,
                abs(regions.char_start - amounts.char_start) asc,
                regions.region_name asc
        ) = 1

),

-- "Côté français, 165 millions figurent au budget", "on the German side": the government that bears the adjective.
sides as (

    select
        amounts.money_mention_id,
        min(aliases.entity_id) as side_id
    from amounts
    inner join {{ ref('ref_place_aliases') }} as aliases
        on
            case amounts.language
                when 'fr'
                    then
                        'gouvernement ' || nullif(
                            regexp_extract(
                                left(amounts.sentence_text, amounts.char_start - amounts.sentence_start),
                                '{{ var("french_side_pattern") }}',
                                1
                            ), ''
                        )
                when 'en'
                    then
                        nullif(
                            regexp_extract(
                                left(amounts.sentence_text, amounts.char_start - amounts.sentence_start),
                                '{{ var("english_side_pattern") }}',
                                1
                            ), ''
                        ) || ' government'
            end = aliases.alias
    where starts_with(aliases.entity_id, 'gov-')
    group by amounts.money_mention_id

),

chosen as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        coalesce(own_money.government_id, nearest.government_id, main_governments.government_id) as government_id,
        coalesce(
            own_money.government_name, nearest.government_name, main_governments.government_name
        ) as government_name,
        coalesce(nearest.government_id != main_governments.government_id, false) as is_local,
        own_money.government_id is not null as is_own_money,
        sides.side_id,
        side_names.name_en as side_name,
        nearest_regions.region_id,
        nearest_regions.region_name,
        coalesce(nearest_regions.federal_country = main_governments.country, false) as has_federal_region,
        nearest_cities.city_id,
        nearest_cities.city_name
    from amounts
    left join main_governments on amounts.article_id = main_governments.article_id
    left join own_money on amounts.money_mention_id = own_money.money_mention_id
    left join nearest on amounts.money_mention_id = nearest.money_mention_id
    left join sides on amounts.money_mention_id = sides.money_mention_id
    left join names as side_names on sides.side_id = side_names.entity_id
    left join nearest_regions on amounts.money_mention_id = nearest_regions.money_mention_id
    left join nearest_cities on amounts.money_mention_id = nearest_cities.money_mention_id

)

select * from chosen
order by money_mention_id
