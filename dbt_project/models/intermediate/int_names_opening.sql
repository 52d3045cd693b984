{{ config(materialized='incremental') }}
-- One row per sentence that opens with one capital word that only its surroundings tell to be a name: the short form of
-- a body named before ("Sahab, which manages"), a word whose apposition says what body it is ("Enova, the agency"), or
-- who raises money or leads those who give it.
with

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}
    where language not in ('ja', 'zh', 'ko')

),

entities as (

    select * from {{ changed_rows('stg_entity_mentions') }}

),

listed as (

    select * from {{ ref('ref_entities') }}

),

openers as (

    select unnest(string_split(forms, '|')) as word
    from {{ ref('ref_entity_shapes') }}
    where part = 'opener'

),

opened as (

    select
        article_id,
        sentence_index,
        passage_index,
        char_start + length(sentence_text) - length(ltrim(sentence_text)) as word_start,
        regexp_extract(ltrim(sentence_text), '^(\p{Lu}[\p{L}\p{N}-]{3,})(?:[’\x27]s|,)? ', 1) as word,
        ltrim(sentence_text) as opening_text
    from sentences

),

words as (

    select
        opened.*,
        opened.word_start + length(opened.word) as word_end,
        substring(opened.opening_text, length(opened.word) + 1) as text_behind
    from opened
    left join openers on opened.word = openers.word
    left join entities
        on
            opened.article_id = entities.article_id
            and opened.sentence_index = entities.sentence_index
            and opened.word_start = entities.char_start
    where
        opened.word != ''
        and openers.word is null
        -- a mention of the word alone, told by its capital, says no more
        and (
            entities.article_id is null
            or (
                coalesce(entities.entity_id, entities.entity_type) is null
                and entities.char_end <= opened.word_start + length(opened.word)
            )
        )

),

shortened as (

    select
        words.*,
        entities.surface as full_name,
        entities.entity_id,
        coalesce(lower(entities.entity_type), 'candidate') as entity_type
    from words
    inner join entities
        on
            words.article_id = entities.article_id
            and words.word = split_part(entities.surface, ' ', 1)
            and words.word_start > entities.char_start
    where
        coalesce(lower(entities.entity_type), 'candidate') in ('company', 'fund', 'bank', 'investor', 'candidate')
        and contains(entities.surface, ' ')
        and regexp_matches(words.text_behind, '{{ var("behind_subject_pattern") }}')
    qualify
        row_number() over (
            partition by words.article_id, words.sentence_index
            order by entities.char_start desc, entities.char_end desc, entities.entity_mention_id asc
        ) = 1

),

apposed as (

    select
        *,
        null::varchar as full_name,
        null::varchar as entity_id,
        'company' as entity_type
    from words
    where
        regexp_matches(text_behind, '{{ var("body_behind_pattern") }}')
        or regexp_matches(text_behind, '{{ var("round_behind_pattern") }}')

),

told as (

    select * from shortened
    union all
    select apposed.*
    from apposed
    anti join shortened
        on
            apposed.article_id = shortened.article_id
            and apposed.sentence_index = shortened.sentence_index

)

select
    told.article_id || '-o' || told.word_start as candidate_id,
    told.article_id,
    told.sentence_index,
    told.word_start as char_start,
    told.word_end as char_end,
    told.word as surface,
    coalesce(listed.name_en, told.full_name) as full_name,
    told.entity_id,
    told.entity_type
from told
left join listed on told.entity_id = listed.entity_id
order by told.article_id, told.word_start
