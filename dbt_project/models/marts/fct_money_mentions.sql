-- Grain: one amount of money at its place in an article, with the magnitude that the evidence supports.
with

money as (

    select * from {{ ref("int_money_resolved") }}

),

roles as (

    select * from {{ ref("int_money_roles") }}

),

claim_mentions as (

    select * from {{ ref("int_claim_mentions") }}

),

mentions as (

    select
        -- keys
        money.money_mention_id,
        money.article_id,
        -- a conversion belongs to the claim of the figure it converts
        coalesce(own_claims.claim_id, converted_claims.claim_id) as claim_id,

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
    left join claim_mentions as own_claims on money.money_mention_id = own_claims.money_mention_id
    left join claim_mentions as converted_claims on money.equivalent_of_id = converted_claims.money_mention_id

)

select * from mentions
order by article_id, char_start, money_mention_id
