{{ config(materialized='incremental') }}
-- One row per amount that a claim can be made of, with its sentence and the neighbours that bound its own stretch of
-- text.
with

roles as (

    select * from {{ changed_rows('int_amount_roles') }}

),

amounts as (

    select * from {{ changed_rows('int_money_resolved') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

-- A conversion right behind an amount belongs to it: what follows the pair follows the amount.
conversions as (

    select
        equivalent_of_id,
        max(char_end) as conversions_end
    from amounts
    where equivalent_of_id is not null
    group by equivalent_of_id

),

bounded as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        amounts.passage_index,
        amounts.sentence_index,
        amounts.char_start,
        amounts.char_end,
        amounts.surface,
        sentences.passage_kind,
        sentences.language,
        sentences.char_start as sentence_start,
        sentences.char_end as sentence_end,
        sentences.sentence_text,
        amounts.amount_min,
        amounts.amount_max,
        amounts.currency,
        amounts.printed_precision,
        amounts.modality,
        amounts.per,
        roles.role,
        roles.role_score,
        roles.is_claimable,
        case
            when
                conversions.conversions_end between amounts.char_end and sentences.char_end
                then conversions.conversions_end
            else amounts.char_end
        end as group_end,
        lag(amounts.char_end) over in_sentence as previous_end,
        lead(amounts.char_start) over in_sentence as next_start,
        row_number() over in_sentence as amount_rank
    from amounts
    inner join roles on amounts.money_mention_id = roles.money_mention_id
    inner join sentences
        on
            amounts.article_id = sentences.article_id
            and amounts.sentence_index = sentences.sentence_index
    left join conversions on amounts.money_mention_id = conversions.equivalent_of_id
    where roles.role != 'currency_equivalent'
    window in_sentence as (partition by amounts.article_id, amounts.sentence_index order by amounts.char_start)

),

claimable as (

    select * from bounded
    where is_claimable

)

select * from claimable
order by article_id, char_start, money_mention_id
