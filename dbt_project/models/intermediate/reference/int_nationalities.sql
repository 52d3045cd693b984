-- One row per language and word that says of somebody which country they are from: what stands beside "government" in
-- the names of the national governments. A word of two countries says nothing.
with

aliases as (

    select
        aliases.alias,
        aliases.language,
        entities.country
    from {{ ref('ref_place_aliases') }} as aliases
    inner join {{ ref('ref_entities') }} as entities on aliases.entity_id = entities.entity_id
    where
        entities.country is not null
        and aliases.entity_id = 'gov-' || lower(entities.country)

),

-- French adjectives agree with "entreprise" as well as with "groupe".
words as (

    select
        'en' as language,
        lower(regexp_extract(alias, '^(.+?)([’'']s)? government$', 1)) as word,
        country
    from aliases
    where aliases.language = 'en'
    union
    select
        'fr' as language,
        unnest([
            regexp_extract(alias, '^gouvernement (\p{Ll}[\p{L}-]+)$', 1),
            regexp_extract(alias, '^gouvernement (\p{Ll}[\p{L}-]+)$', 1) || 'e',
            regexp_extract(alias, '^gouvernement (\p{Ll}[\p{L}-]*[eo]n)$', 1) || 'ne'
        ]) as word,
        country
    from aliases
    where aliases.language = 'fr'
    union
    select
        'ja' as language,
        regexp_extract(alias, '^(.{2,})政府$', 1) as word,
        country
    from aliases
    where aliases.language = 'ja'

)

select
    language,
    word,
    min(country) as country
from words
where length(word) > 2 or (language = 'ja' and length(word) = 2) or word in ('us', 'uk')
group by language, word
having count(distinct country) = 1
order by language, word
