{{ config(materialized="incremental") }}
-- Grain: one amount of money at its place in an article, with the magnitude that the evidence supports.
with

money as (

    select * from {{ changed_rows("int_money_resolved") }}

),

roles as (

    select * from {{ changed_rows("int_money_roles") }}

),

mentions as (

    select
        -- keys
        money.money_mention_id,
        money.article_id,
        roles.claim_id,

        -- where
        money.passage_index,
        money.passage_kind,
        money.sentence_index,
        money.char_start,
        money.char_end,
        money.surface,
        money.is_duplicate,

        -- how much
        money.amount_min,
        money.amount_max,
        money.currency,
        money.currency_basis,
        money.currency_confidence,
        money.modality,
        money.modality_cue,
        money.per,
        money.is_vague,
        money.printed_precision,

        -- scale
        money.scale_word,
        money.scale_system,
        money.scale_reading,
        money.scale_probability,
        money.scale_evidence,

        -- what for
        case when money.equivalent_of_id is not null then 'currency_equivalent' else coalesce(roles.role, 'other') end
            as role,
        money.equivalent_of_id
    from money
    left join roles on money.money_mention_id = roles.money_mention_id

)

select * from mentions
