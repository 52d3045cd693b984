{{ config(materialized='incremental') }}
-- One row per claim whose money passes through somebody: the executing body, named in the sentence of the claim or in a
-- sentence right behind it that speaks of no other amount.
with

claims as (

    select * from {{ changed_rows('int_claims') }}

),

entities as (

    select * from {{ changed_rows('stg_entity_mentions') }}
    where not is_duplicate and mention_type != 'nominal'

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

amounts as (

    select distinct
        article_id,
        sentence_index
    from {{ changed_rows('int_claim_amounts') }}

),

markers as (

    select * from {{ ref('ref_party_markers') }}
    where party = 'executor'

),

names as (

    select * from {{ ref('ref_entities') }}

),

placed as (

    select
        entities.article_id,
        entities.sentence_index,
        entities.entity_id,
        entities.surface,
        entities.char_start,
        sentences.passage_index,
        sentences.language,
        lower(substring(
            sentences.sentence_text,
            greatest(entities.char_start - sentences.char_start - {{ claim_parameter('marker_chars') }} + 1, 1)::bigint,
            least({{ claim_parameter('marker_chars') }}, entities.char_start - sentences.char_start)::bigint
        )) as text_before,
        lower(substring(
            sentences.sentence_text,
            entities.char_end - sentences.char_start + 1,
            {{ claim_parameter('marker_chars') }}::bigint
        )) as text_after
    from entities
    inner join sentences
        on
            entities.article_id = sentences.article_id
            and entities.sentence_index = sentences.sentence_index
    where coalesce(lower(entities.entity_type), 'candidate') not in (
            'country', 'city', 'region', 'person', 'media', 'product', 'programme'
        )

),

executing as (

    select placed.*
    from placed
    inner join markers
        on
            placed.language = markers.language
            and markers.position = 'before_entity'
            and {{ ends_with_marker("placed.text_before") }}
    union all
    select placed.*
    from placed
    inner join markers
        on
            placed.language = markers.language
            and markers.position = 'after_entity'
            and {{ starts_with_marker("placed.text_after") }}

),

executors as (

    select distinct
        executing.article_id,
        executing.passage_index,
        executing.sentence_index,
        executing.char_start,
        executing.entity_id,
        coalesce(names.name_en, executing.surface) as body_name,
        amounts.article_id is not null as has_amount
    from executing
    left join names on executing.entity_id = names.entity_id
    left join amounts
        on
            executing.article_id = amounts.article_id
            and executing.sentence_index = amounts.sentence_index

),

-- One mention of a body is about one sum: the claim stated last before it, else the next one of its sentence.
assigned as (

    select
        claims.claim_id,
        claims.article_id,
        claims.char_start as claim_start,
        executors.sentence_index,
        executors.char_start,
        executors.entity_id,
        executors.body_name
    from claims
    inner join executors
        on
            claims.article_id = executors.article_id
            and executors.sentence_index - claims.sentence_index between 0 and {{ claim_parameter('body_sentences') }}
            and (
                claims.sentence_index = executors.sentence_index
                or (not executors.has_amount and executors.passage_index - claims.passage_index between 0 and 1)
            )
    where executors.entity_id is distinct from claims.payer_entity_id or executors.entity_id is null
    qualify
        row_number() over (
            partition by executors.article_id, executors.char_start
            order by
                claims.char_start <= executors.char_start desc,
                abs(executors.char_start - claims.char_start) asc,
                claims.claim_id asc
        ) = 1

),

chosen as (

    select
        claim_id,
        article_id,
        entity_id as executing_body_entity_id,
        body_name as executing_body_name
    from assigned
    qualify
        row_number() over (
            partition by claim_id
            order by sentence_index asc, abs(char_start - claim_start) asc, char_start asc
        ) = 1

)

select * from chosen
order by claim_id
