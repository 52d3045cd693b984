{{ config(materialized='incremental') }}
-- One row per sentence and name that tells what an article is about: names other than governments, countries and office
-- holders. Full-width letters are the plain ones.
with

entities as (

    select * from {{ changed_rows('stg_entity_mentions') }}
    where not is_duplicate

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

)

select distinct
    entities.article_id,
    entities.sentence_index,
    sentences.passage_kind = 'title' as is_title,
    coalesce(
        entities.entity_id,
        translate(
            lower(trim(entities.surface)),
            'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９',
            'abcdefghijklmnopqrstuvwxyz0123456789'
        )
    ) as name_key,
    case
        when regexp_matches(entities.surface, '[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]') then 'eastern'
        else 'western'
    end as script
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
order by entities.article_id, entities.sentence_index, name_key
