{{ config(materialized='incremental') }}
-- One row per amount and cue of the same sentence: how far apart they stand, on which side, and whether another amount
-- stands between them. Distances are in characters; a Japanese character counts for two.
with

amounts as (

    select * from {{ changed_rows('int_money_resolved') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

cues as (

    select * from {{ changed_rows('stg_status_cues') }}

),

-- An amount and its conversion are one figure here, so a conversion never separates a cue from its amount.
placed as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        amounts.sentence_index,
        amounts.char_start,
        amounts.char_end,
        sentences.language,
        sentences.char_start as sentence_start,
        sentences.char_end as sentence_end,
        count(*) filter (where amounts.equivalent_of_id is null) over (
            partition by amounts.article_id, amounts.sentence_index
            order by amounts.char_start
            rows between unbounded preceding and current row
        ) as amount_rank
    from amounts
    inner join sentences
        on
            amounts.article_id = sentences.article_id
            and amounts.sentence_index = sentences.sentence_index
    where not amounts.is_duplicate

),

paired as (

    select
        placed.money_mention_id,
        placed.article_id,
        placed.sentence_index,
        placed.char_start as amount_start,
        placed.char_end as amount_end,
        placed.amount_rank,
        placed.language,
        cues.cue_id,
        cues.cue_type,
        cues.cue_code,
        cues.level,
        cues.weight,
        cues.is_negated,
        cues.surface as cue_surface,
        cues.char_start as cue_start,
        cues.char_end as cue_end,
        case when cues.char_start < placed.char_start then 'before' else 'after' end as side,
        greatest(placed.char_start - cues.char_end, cues.char_start - placed.char_end, 0)
        * case when placed.language in ('ja', 'zh', 'ko') then 2 else 1 end as gap
    from placed
    inner join cues
        on
            placed.article_id = cues.article_id
            and placed.sentence_index = cues.sentence_index

),

crossings as (

    select
        paired.money_mention_id,
        paired.cue_id,
        count(others.money_mention_id) as amounts_between
    from paired
    left join placed as others
        on
            paired.article_id = others.article_id
            and paired.sentence_index = others.sentence_index
            and paired.amount_rank != others.amount_rank
            and others.char_start >= least(paired.cue_end, paired.amount_end)
            and others.char_end <= greatest(paired.cue_start, paired.amount_start)
    group by paired.money_mention_id, paired.cue_id

),

-- "laden with debts of 19 billion": a word that its own amount follows at once says less of the amount before it.
owned as (

    select distinct cue_id
    from paired
    where
        side = 'before'
        and language not in ('ja', 'zh', 'ko')
        and gap <= {{ claim_parameter('cue_gap_own') }}

),

weighed as (

    select
        paired.*,
        crossings.amounts_between,
        paired.weight
        * case
            when paired.gap <= {{ claim_parameter('cue_gap_near') }} then 1.0
            when paired.gap <= {{ claim_parameter('cue_gap_middle') }} then {{ claim_parameter('cue_factor_middle') }}
            when paired.gap <= {{ claim_parameter('cue_gap_far') }} then {{ claim_parameter('cue_factor_far') }}
            else {{ claim_parameter('cue_factor_sentence') }}
        end
        * case
            when crossings.amounts_between > 0 or (owned.cue_id is not null and paired.side = 'after')
                then {{ claim_parameter('cue_factor_crossed') }}
            else 1.0
        end as strength
    from paired
    inner join crossings
        on
            paired.money_mention_id = crossings.money_mention_id
            and paired.cue_id = crossings.cue_id
    left join owned on paired.cue_id = owned.cue_id

)

select * from weighed
order by money_mention_id, cue_start, cue_id
