-- Grain: two claims of one commitment in two articles, the earlier one first.
with

claims as (

    select * from {{ ref("int_claims_comparable") }}
    where
        claim_basis = 'stated'
        and commitment_id is not null

),

pairs as (

    select
        -- keys
        earlier.commitment_id,
        earlier.claim_id,
        later.claim_id as other_claim_id,
        earlier.article_id,
        later.article_id as other_article_id,
        earlier.language,
        later.language as other_language,

        earlier.money_mention_id,
        later.money_mention_id as other_money_mention_id,

        -- where
        earlier.char_start,
        earlier.char_end,
        later.char_start as other_char_start,
        later.char_end as other_char_end,

        -- who
        earlier.payer_entity_id,
        later.payer_entity_id as other_payer_entity_id,
        earlier.payer_parent_id,
        later.payer_parent_id as other_payer_parent_id,
        earlier.payer_name,
        later.payer_name as other_payer_name,
        earlier.payer_name_fr,
        later.payer_name_fr as other_payer_name_fr,
        earlier.is_public_payer,
        later.is_public_payer as other_is_public_payer,
        earlier.is_umbrella or earlier.is_sum as is_whole,
        later.is_umbrella or later.is_sum as other_is_whole,

        -- how much
        earlier.currency,
        later.currency as other_currency,
        earlier.amount_min,
        earlier.amount_max,
        later.amount_min as other_amount_min,
        later.amount_max as other_amount_max,
        earlier.half_unit,
        later.half_unit as other_half_unit,
        earlier.modality,
        later.modality as other_modality,
        earlier.amount_kind,
        later.amount_kind as other_amount_kind,
        earlier.part_relation,
        later.part_relation as other_part_relation,

        -- when
        earlier.published_on,
        later.published_on as other_published_on,
        earlier.announced_on,
        later.announced_on as other_announced_on,
        earlier.length_years,
        later.length_years as other_length_years,
        earlier.period_start,
        later.period_start as other_period_start,
        earlier.period_end,
        later.period_end as other_period_end,

        -- how far
        earlier.status,
        later.status as other_status,
        earlier.status_level,
        later.status_level as other_status_level,
        earlier.status_cue_start,
        earlier.status_cue_end,
        later.status_cue_start as other_status_cue_start,
        later.status_cue_end as other_status_cue_end
    from claims as earlier
    inner join claims as later
        on
            earlier.commitment_id = later.commitment_id
            and earlier.article_id != later.article_id
            and (
                coalesce(earlier.published_on, date '9999-12-31'), earlier.article_id
            ) < (
                coalesce(later.published_on, date '9999-12-31'), later.article_id
            )

)

select * from pairs
order by commitment_id, claim_id, other_claim_id
