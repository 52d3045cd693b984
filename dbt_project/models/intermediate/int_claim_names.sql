-- One row per claim and name that tells its subject: names of its sentence and title other than governments, countries
-- and office holders. A name is rare when few articles carry it.
with

claims as (

    select * from {{ ref('int_claims') }}

),

entities as (

    select * from {{ ref('stg_entity_mentions') }}
    where not is_duplicate

),

sentences as (

    select * from {{ ref('int_sentences_cut') }}

),

named as (

    select
        entities.article_id,
        entities.sentence_index,
        sentences.passage_kind,
        coalesce(entities.entity_id, lower(trim(entities.surface))) as name_key,
        coalesce(lower(entities.entity_type), 'candidate') as entity_type
    from entities
    inner join sentences
        on
            entities.article_id = sentences.article_id
            and entities.sentence_index = sentences.sentence_index
    where
        coalesce(lower(entities.entity_type), 'candidate') not in (
            'government', 'country', 'person', 'ministry', 'city', 'region', 'igo', 'parliament', 'media'
        )
        and length(entities.surface) >= 3

),

frequencies as (

    select
        name_key,
        count(distinct article_id) as article_count
    from named
    group by name_key

),

subjects as (

    select
        claims.claim_id,
        claims.article_id,
        named.name_key,
        max(case when named.sentence_index = claims.sentence_index then 1 else 0 end) as is_in_sentence
    from claims
    inner join named
        on
            claims.article_id = named.article_id
            and (claims.sentence_index = named.sentence_index or named.passage_kind = 'title')
    group by claims.claim_id, claims.article_id, named.name_key

),

article_subjects as (

    select
        claims.claim_id,
        claims.article_id,
        named.name_key,
        0 as is_in_sentence
    from claims
    inner join named on claims.article_id = named.article_id

),

united as (

    select
        claim_id,
        article_id,
        name_key,
        max(is_in_sentence) as is_in_sentence
    from (
        select * from subjects
        union all
        select * from article_subjects
    )
    group by claim_id, article_id, name_key

)

select
    united.claim_id,
    united.article_id,
    united.name_key,
    united.is_in_sentence = 1 as is_in_sentence,
    frequencies.article_count <= 30 as is_rare
from united
inner join frequencies on united.name_key = frequencies.name_key
order by united.claim_id, united.name_key
