{{ config(materialized='incremental') }}
-- One row per promise without an amount: a programme that starts, a pledge, bonds to be issued. Kept rare on purpose:
-- the sentence holds no figure of money and names who acts.
with

cues as (

    select * from {{ changed_rows('stg_status_cues') }}
    where not is_duplicate and not is_negated

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}
    where passage_kind in ('body', 'list_item', 'summary')

),

amounts as (

    select * from {{ changed_rows('stg_money_mentions') }}

),

claims as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

entities as (

    select * from {{ changed_rows('stg_entity_mentions') }}
    where not is_duplicate and entity_id is not null

),

governments as (

    select * from {{ ref('int_entity_governments') }}

),

names as (

    select * from {{ ref('ref_entities') }}

),

silent as (

    select sentences.*
    from sentences
    anti join amounts
        on
            sentences.article_id = amounts.article_id
            and sentences.sentence_index = amounts.sentence_index

),

article_facts as (

    select
        sentences.article_id,
        bool_or(cues.cue_id is not null) as says_no_amount,
        min(sentences.sentence_index) as first_sentence_index
    from sentences
    left join cues
        on
            sentences.article_id = cues.article_id
            and sentences.sentence_index = cues.sentence_index
            and cues.cue_type = 'no_amount'
    group by sentences.article_id

),

claim_counts as (

    select
        article_id,
        count(*) as claim_count
    from claims
    group by article_id

),

-- Who acts: organisations of the sentence, or of the next one when the first names none.
actors as (

    select
        silent.article_id,
        silent.sentence_index,
        entities.sentence_index = silent.sentence_index as is_same_sentence,
        lower(entities.entity_type) as entity_type,
        case when lower(entities.entity_type) = 'country' then governments.government_id else entities.entity_id end
            as entity_id,
        case when lower(entities.entity_type) = 'country' then governments.government_name else names.name_en end
            as entity_name,
        entities.char_start,
        entities.char_end
    from silent
    inner join entities
        on
            silent.article_id = entities.article_id
            and entities.sentence_index between silent.sentence_index and silent.sentence_index + 1
    left join names on entities.entity_id = names.entity_id
    left join governments on entities.entity_id = governments.entity_id
    where lower(entities.entity_type) in (
            'government', 'ministry', 'agency', 'fund', 'igo', 'country', 'company', 'bank', 'university'
        )

),

launches as (

    select
        silent.article_id,
        silent.sentence_index,
        'launch' as claim_kind,
        cues.surface as cue_surface,
        cues.char_start as cue_start,
        cues.char_end as cue_end,
        'disbursing' as status
    from silent
    inner join cues
        on
            silent.article_id = cues.article_id
            and silent.sentence_index = cues.sentence_index
            and cues.cue_type = 'launch'
    inner join cues as programmes
        on
            silent.article_id = programmes.article_id
            and silent.sentence_index = programmes.sentence_index
            and programmes.cue_type = 'programme'
    inner join article_facts on silent.article_id = article_facts.article_id
    left join claim_counts on silent.article_id = claim_counts.article_id
    where
        (article_facts.says_no_amount or claim_counts.article_id is null)
        and silent.sentence_index <= article_facts.first_sentence_index + 1
    qualify row_number() over (partition by silent.article_id order by silent.sentence_index, cues.char_start) = 1

),

pledges as (

    select
        silent.article_id,
        silent.sentence_index,
        'pledge' as claim_kind,
        cues.surface as cue_surface,
        cues.char_start as cue_start,
        cues.char_end as cue_end,
        'announced' as status
    from silent
    inner join cues
        on
            silent.article_id = cues.article_id
            and silent.sentence_index = cues.sentence_index
            and cues.cue_type = 'pledge'
    inner join actors
        on
            silent.article_id = actors.article_id
            and silent.sentence_index = actors.sentence_index
            and actors.is_same_sentence
            and actors.entity_type in ('country', 'government', 'ministry')
            and cues.char_start - actors.char_end between 0 and 6
    left join claim_counts on silent.article_id = claim_counts.article_id
    where claim_counts.article_id is null
    qualify row_number() over (partition by silent.article_id, silent.sentence_index order by cues.char_start) = 1

),

issuances as (

    select
        silent.article_id,
        silent.sentence_index,
        'issuance' as claim_kind,
        statuses.surface as cue_surface,
        statuses.char_start as cue_start,
        statuses.char_end as cue_end,
        statuses.cue_code as status
    from silent
    inner join cues as issues
        on
            silent.article_id = issues.article_id
            and silent.sentence_index = issues.sentence_index
            and issues.cue_type = 'issuance'
    inner join cues as bonds
        on
            silent.article_id = bonds.article_id
            and silent.sentence_index = bonds.sentence_index
            and bonds.cue_type = 'instrument'
            and bonds.cue_code = 'bond'
            and abs(bonds.char_start - issues.char_end) <= 30
    inner join cues as statuses
        on
            silent.article_id = statuses.article_id
            and silent.sentence_index = statuses.sentence_index
            and statuses.cue_type = 'status'
            and statuses.level between 1 and 4
            and issues.char_start > statuses.char_start
    qualify row_number() over (partition by silent.article_id, silent.sentence_index order by statuses.char_start) = 1

),

kept as (

    select * from launches
    union all
    select * from pledges
    union all
    select * from issuances

),

paid as (

    select
        kept.article_id,
        kept.sentence_index,
        string_agg(distinct actors.entity_name, '; ' order by actors.entity_name) as payer_names,
        first(actors.entity_id order by actors.char_start) as payer_entity_id,
        count(distinct actors.entity_name) as payer_count
    from kept
    inner join actors
        on
            kept.article_id = actors.article_id
            and kept.sentence_index = actors.sentence_index
    where
        (kept.claim_kind = 'launch' and actors.entity_type in ('agency', 'fund', 'igo'))
        or (kept.claim_kind = 'pledge' and actors.char_end <= kept.cue_start and kept.cue_start - actors.char_end <= 6)
        or (
            kept.claim_kind = 'issuance'
            and actors.entity_type in ('government', 'ministry')
            and actors.is_same_sentence
        )
    group by kept.article_id, kept.sentence_index

),

stated as (

    select
        kept.article_id || '-k' || kept.cue_start as claim_id,
        kept.article_id,
        kept.sentence_index,
        sentences.passage_index,
        kept.claim_kind,
        kept.cue_surface as status_cue,
        kept.cue_start as status_cue_start,
        kept.cue_end as status_cue_end,
        kept.status,
        case when paid.payer_count = 1 then paid.payer_entity_id end as payer_entity_id,
        paid.payer_names as payer_name
    from kept
    inner join sentences
        on
            kept.article_id = sentences.article_id
            and kept.sentence_index = sentences.sentence_index
    left join paid
        on
            kept.article_id = paid.article_id
            and kept.sentence_index = paid.sentence_index
    where paid.payer_names is not null or kept.claim_kind = 'launch'

)

select * from stated
order by claim_id
