{{ config(materialized='incremental') }}
-- One row per group that a text has pay without a name: "32 companies", "the private sector", "the province".
with

cues as (

    select * from {{ changed_rows('stg_status_cues') }}

),

quantities as (

    select * from {{ changed_rows('stg_quantity_mentions') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}
    where language = 'ja'

),

-- 歩道が, 政府は: a sign that ends a longer word is no prefecture and no state.
compounds as (

    select cues.cue_id
    from cues
    inner join sentences
        on
            cues.article_id = sentences.article_id
            and cues.sentence_index = sentences.sentence_index
    where
        cues.cue_type = 'party'
        and cues.cue_code in ('public_payers', 'regional_payers')
        and regexp_matches(cues.surface, '^[国県府都道州]')
        and regexp_matches(
            substring(sentences.sentence_text, 1, cues.char_start - sentences.char_start),
            '{{ var("eastern_compound_pattern") }}'
        )

),

told as (

    select
        quantity_mention_id as candidate_id,
        article_id,
        sentence_index,
        char_start,
        char_end,
        surface,
        null::varchar as full_name,
        null::varchar as entity_id,
        'unnamed_private' as entity_type,
        'counted' as mention_type,
        false as is_public,
        false as is_place
    from quantities
    where unit = 'company' and not is_duplicate
    union all
    select
        cue_id as candidate_id,
        article_id,
        sentence_index,
        char_start,
        char_end,
        surface,
        null::varchar as full_name,
        null::varchar as entity_id,
        case cue_code
            when 'private_payers' then 'unnamed_private'
            when 'regional_payers' then 'unnamed_region'
            when 'municipal_payers' then 'unnamed_city'
            when 'local_payers' then 'unnamed_local'
            when 'group_payers' then 'unnamed_group'
            else 'unnamed_public'
        end as entity_type,
        'nominal' as mention_type,
        cue_code != 'private_payers' as is_public,
        false as is_place
    from cues
    where
        cue_type = 'party'
        and not is_duplicate
        and cue_id not in (select compounds.cue_id from compounds)

)

select * from told
order by article_id, char_start, candidate_id
