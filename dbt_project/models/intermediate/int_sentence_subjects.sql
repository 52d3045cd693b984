{{ config(materialized='incremental') }}
-- One row per sentence and name that it speaks of first: its subject, or two that a conjunction joins. The subject of
-- an act ("Sweden signed", "the bank lends") may be a country or a name that no list knows; it goes on only where a
-- noun for its money follows.
with

names as (

    select * from {{ changed_rows('int_payer_names') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

entities as (

    select * from {{ ref('ref_entities') }}

),

governments as (

    select * from {{ ref('int_entity_governments') }}

),

acts as (

    select
        article_id,
        sentence_index,
        max(char_start) as act_start
    from {{ changed_rows('stg_status_cues') }}
    where cue_type = 'status' and not is_negated and not is_duplicate and level >= 2
    group by article_id, sentence_index

),

placed as (

    select
        names.*,
        sentences.passage_index,
        sentences.language in ('ja', 'zh', 'ko') as is_eastern,
        names.char_start - sentences.char_start as sentence_offset,
        substring(sentences.sentence_text, names.char_end - sentences.char_start + 1) as text_behind,
        coalesce(acts.act_start > names.char_start, false) as has_act
    from names
    inner join sentences
        on
            names.article_id = sentences.article_id
            and names.sentence_index = sentences.sentence_index
    left join acts
        on
            names.article_id = acts.article_id
            and names.sentence_index = acts.sentence_index
    where names.entity_type not like 'unnamed%' and names.mention_type is distinct from 'nominal'

),

-- A Japanese subject is marked; elsewhere the first name of the sentence is it.
heads as (

    select
        *,
        entity_type
        not in ('government', 'ministry', 'agency', 'igo', 'company', 'fund', 'bank', 'investor') as is_of_act,
        char_end + {{ claim_parameter('conjunction_chars') }} as conjunction_end
    from placed
    where
        case
            when is_eastern
                then
                    regexp_matches(text_behind, '{{ var("eastern_subject_pattern") }}')
                    and (has_act or entity_type != 'candidate')
            else
                sentence_offset <= {{ claim_parameter('subject_chars') }}
                and entity_type not in ('candidate', 'person', 'city', 'product', 'media')
        end
        and (has_act or entity_type != 'country')
    qualify
        row_number()
            over (
                partition by article_id, sentence_index
                order by char_start asc, char_end desc, entity_id asc, candidate_id asc
            )
        = 1

),

joined as (

    select
        heads.article_id,
        heads.sentence_index,
        placed.entity_id,
        placed.entity_type,
        placed.surface,
        placed.full_name,
        placed.is_public
    from heads
    inner join placed
        on
            heads.article_id = placed.article_id
            and heads.sentence_index = placed.sentence_index
            and heads.char_end < placed.char_start
            and heads.conjunction_end >= placed.char_start
    where
        placed.entity_type not in ('candidate', 'person', 'city', 'product', 'media')
        and regexp_full_match(
            lower(left(heads.text_behind, placed.char_start - heads.char_end)), '{{ var("conjunction_pattern") }}'
        )

),

told as (

    select
        article_id,
        sentence_index,
        entity_id,
        entity_type,
        surface,
        full_name,
        is_public
    from heads
    union all
    select * from joined

),

united as (

    select
        heads.article_id,
        heads.passage_index,
        heads.sentence_index,
        heads.is_of_act,
        told.entity_id,
        told.entity_type,
        told.surface,
        told.full_name,
        told.is_public
    from heads
    inner join told
        on
            heads.article_id = told.article_id
            and heads.sentence_index = told.sentence_index

),

resolved as (

    select distinct
        united.article_id,
        united.passage_index,
        united.sentence_index,
        united.is_of_act,
        coalesce(governments.government_id, united.entity_id) as payer_entity_id,
        coalesce(
            governments.government_name, entities.name_en, united.full_name, {{ own_name('united.surface') }}
        ) as payer_name,
        united.entity_type as payer_type,
        united.is_public
    from united
    left join entities on united.entity_id = entities.entity_id
    left join governments on case when united.entity_type = 'country' then united.entity_id end = governments.entity_id

)

select * from resolved
order by article_id, sentence_index, payer_name
