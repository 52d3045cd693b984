{{ config(materialized='incremental') }}
-- One row per claimable amount of a sentence that says "we" before it: who speaks. A release or a newsletter speaks for
-- its publisher; who is quoted elsewhere, for the first body that the title or the first sentences name.
with

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

articles as (

    select * from {{ changed_rows('stg_articles') }}

),

bodies as (

    select * from {{ changed_rows('int_payer_names') }}
    where
        entity_type in (
            'company', 'fund', 'bank', 'investor', 'agency', 'ministry', 'government', 'organisation', 'igo', 'other',
            'candidate'
        )
        and not is_place
        and mention_type is distinct from 'nominal'

),

names as (

    select * from {{ ref('ref_entities') }}

),

led as (

    select
        money_mention_id,
        article_id,
        sentence_index,
        language,
        lower(sentence_text) as sentence_text,
        lower(left(sentence_text, char_start - sentence_start)) as lead_text
    from amounts

),

spoken as (

    select
        money_mention_id,
        article_id,
        sentence_index
    from led
    where
        regexp_matches(lead_text, '{{ var("first_person_pattern") }}')
        and not regexp_matches(
            case when language = 'ja' then sentence_text else lead_text end,
            '{{ var("gained_pattern") }}'
        )

),

-- "We will pay 7 billion, the minister said": who speaks of a government speaks for it.
tellers as (

    select distinct
        article_id,
        sentence_index
    from {{ changed_rows('int_payer_names') }}
    where entity_type in ('ministry', 'government', 'parliament', 'person', 'unnamed_public')

),

publishers as (

    select
        article_id,
        trim(regexp_extract(publisher, '^([^,(（、]+)', 1)) as publisher_name
    from articles
    where regexp_matches(lower(publisher), '{{ var("own_publication_pattern") }}')

),

openings as (

    select
        bodies.article_id,
        bodies.surface,
        bodies.entity_id,
        bodies.is_public
    from bodies
    inner join (
        select
            article_id,
            sentence_index
        from {{ changed_rows('int_sentences_cut') }}
        where passage_kind in ('title', 'body', 'list_item', 'summary')
        qualify row_number() over (partition by article_id order by sentence_index) <= 2
    ) as first_sentences
        on
            bodies.article_id = first_sentences.article_id
            and bodies.sentence_index = first_sentences.sentence_index
    qualify row_number() over (partition by bodies.article_id order by bodies.char_start) = 1

),

listed as (

    select
        publishers.article_id,
        bodies.entity_id,
        bodies.is_public
    from publishers
    inner join bodies
        on
            publishers.article_id = bodies.article_id
            and publishers.publisher_name = bodies.surface
    qualify row_number() over (partition by publishers.article_id order by bodies.entity_id nulls last) = 1

),

speakers as (

    select
        spoken.money_mention_id,
        spoken.article_id,
        spoken.sentence_index,
        publishers.article_id is not null as is_release,
        case when publishers.article_id is null then openings.entity_id else listed.entity_id end as payer_entity_id,
        coalesce(names.name_en, publishers.publisher_name, {{ own_name('openings.surface') }}) as payer_name,
        coalesce(
            case when publishers.article_id is null then openings.is_public else listed.is_public end, false
        ) as is_public
    from spoken
    left join publishers on spoken.article_id = publishers.article_id
    left join listed on spoken.article_id = listed.article_id
    left join openings on spoken.article_id = openings.article_id
    left join names
        on case when publishers.article_id is null then openings.entity_id else listed.entity_id end = names.entity_id

)

select speakers.* exclude (is_release, sentence_index)
from speakers
left join tellers
    on
        speakers.article_id = tellers.article_id
        and speakers.sentence_index = tellers.sentence_index
where
    speakers.payer_name is not null
    and (speakers.is_release or tellers.article_id is null)
order by speakers.money_mention_id
