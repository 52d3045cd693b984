{{ config(materialized='incremental') }}
-- One row per claimable amount that a sentence says "we" of, or that comes out of own funds: whose voice that is. A
-- release or a newsletter speaks for its publisher; who is quoted elsewhere, and who has own funds, is the first body
-- that the title or the first sentences name. What the release of a firm tells without a payer is of the firm too.
with

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

articles as (

    select
        article_id,
        case
            when regexp_matches(lower(publisher), '{{ var("own_publication_pattern") }}')
                then trim(regexp_extract(publisher, '^([^,(（、]+)', 1))
        end as publisher_name,
        regexp_matches(lower(publisher), '{{ var("release_pattern") }}') as is_of_release
    from {{ changed_rows('stg_articles') }}

),

payer_names as (

    select * from {{ changed_rows('int_payer_names') }}

),

bodies as (

    select * from payer_names
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

openings as (

    select bodies.*
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

publishers as (

    select bodies.*
    from articles
    inner join bodies
        on
            articles.article_id = bodies.article_id
            and articles.publisher_name = bodies.surface
    qualify row_number() over (partition by bodies.article_id order by bodies.entity_id nulls last) = 1

),

voices as (

    select
        articles.article_id,
        articles.publisher_name is not null as is_release,
        coalesce(articles.is_of_release and publishers.entity_type in ('company', 'candidate'), false) as is_firm,
        articles.publisher_name is not null or openings.entity_type in ('company', 'candidate') as is_spender,
        coalesce(articles.publisher_name, {{ own_name('openings.surface') }}) as written_name,
        case when articles.publisher_name is null then openings.entity_id else publishers.entity_id end as entity_id,
        coalesce(
            case when articles.publisher_name is null then openings.is_public else publishers.is_public end, false
        ) as is_public
    from articles
    left join openings on articles.article_id = openings.article_id
    left join publishers on articles.article_id = publishers.article_id

),

-- "We will pay 7 billion, the minister said": who speaks of a government speaks for it.
tellers as (

    select distinct
        article_id,
        sentence_index
    from payer_names
    where entity_type in ('ministry', 'government', 'parliament', 'person', 'unnamed_public')

),

spoken as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        tellers.article_id is null as is_alone,
        regexp_matches(
            lower(left(amounts.sentence_text, amounts.char_start - amounts.sentence_start)),
            '{{ var("first_person_pattern") }}'
        )
        and not regexp_matches(
            lower(
                case
                    when amounts.language = 'ja' then amounts.sentence_text
                    else left(amounts.sentence_text, amounts.char_start - amounts.sentence_start)
                end
            ),
            '{{ var("gained_pattern") }}'
        ) as is_first_person,
        -- told between the sums beside it
        regexp_matches(
            lower(substring(
                amounts.sentence_text,
                coalesce(amounts.previous_end, amounts.sentence_start) - amounts.sentence_start + 1,
                coalesce(amounts.next_start, amounts.sentence_end)
                - coalesce(amounts.previous_end, amounts.sentence_start)
            )),
            '{{ var("own_funds_pattern") }}'
        ) as is_own_money,
        -- 甲社が11億円、当社が8億円
        regexp_matches(
            lower(left(amounts.sentence_text, amounts.char_start - amounts.sentence_start)),
            '{{ var("own_share_pattern") }}'
        ) as is_own_share
    from amounts
    left join tellers
        on
            amounts.article_id = tellers.article_id
            and amounts.sentence_index = tellers.sentence_index

),

speakers as (

    select
        spoken.money_mention_id,
        spoken.article_id,
        voices.entity_id as payer_entity_id,
        coalesce(names.name_en, voices.written_name) as payer_name,
        voices.is_public,
        spoken.is_own_share and voices.is_spender as is_own_share,
        coalesce(
            (spoken.is_own_share and voices.is_spender)
            or (spoken.is_first_person and (voices.is_release or spoken.is_alone))
            or (spoken.is_own_money and voices.is_spender), false
        ) as is_told
    from spoken
    inner join voices on spoken.article_id = voices.article_id
    left join names on voices.entity_id = names.entity_id
    where
        voices.written_name is not null
        and (is_told or (voices.is_firm and not voices.is_public))

)

select * from speakers
order by money_mention_id
