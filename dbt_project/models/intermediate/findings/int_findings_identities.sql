-- R22: one name, two countries: "the Swedish developer Norrvik" in one text of a story, "le norvégien Norrvik" in
-- another.
with

entities as (

    select * from {{ ref("ref_entities") }}

),

nationalities as (

    select * from {{ ref("int_nationalities_told") }}

),

claims as (

    select distinct
        article_id,
        commitment_id
    from {{ ref("int_claims_comparable") }}
    where
        commitment_id is not null
        and article_id in (select nationalities.article_id from nationalities)

),

stories as (

    select distinct
        earlier.article_id,
        later.article_id as other_article_id
    from claims as earlier
    inner join claims as later
        on
            earlier.commitment_id = later.commitment_id
            and earlier.article_id <= later.article_id

),

countries as (

    select
        iso3166 as country,
        name_en,
        name_fr
    from entities
    where entity_type = 'country'

),

findings as (

    select
        'R22' as rule_id,
        'warn' as severity,
        one.article_id,
        nullif(other.article_id, one.article_id) as other_article_id,
        one.char_start,
        one.char_end,
        other.char_start as other_char_start,
        other.char_end as other_char_end,
        one.surface || ': ' || one.country as observed,
        other.surface || ': ' || other.country as expected,
        printf(
            '"%s" is said to be from %s and from %s.',
            one.surface,
            coalesce(first_country.name_en, one.country),
            coalesce(second_country.name_en, other.country)
        )
            as explanation,
        printf(
            '« %s » est dit de %s et de %s.',
            one.surface,
            coalesce(first_country.name_fr, first_country.name_en, one.country),
            coalesce(second_country.name_fr, second_country.name_en, other.country)
        )
            as explanation_fr,
        'Check whether one body or two are meant; its seat decides.' as suggestion
    from nationalities as one
    inner join stories on one.article_id = stories.article_id
    inner join nationalities as other
        on
            stories.other_article_id = other.article_id
            and one.name_key = other.name_key
            and one.country != other.country
    left join countries as first_country on one.country = first_country.country
    left join countries as second_country on other.country = second_country.country
    where one.article_id < other.article_id or one.char_start < other.char_start
    qualify row_number() over (partition by one.name_key order by one.article_id, one.char_start, other.char_start) = 1

)

select
    {{ finding_columns(absent=['commitment_id', 'factor']) }}
from findings
order by article_id, char_start
