{{ config(materialized='regrouped') }}
-- One row per article and asserted commitment.
with

claims as (

    select * from {{ regrouped_rows('int_claims') }}

),

commitments as (

    select * from {{ regrouped_rows('int_claim_commitments') }}

),

bodies as (

    select * from {{ regrouped_rows('int_claim_bodies') }}

),

published as (

    select
        -- keys
        claims.claim_id,
        claims.article_id,
        commitments.commitment_id,
        claims.money_mention_id,

        -- who
        claims.payer_entity_id,
        claims.payer_name,
        claims.payer_basis,
        bodies.executing_body_entity_id,
        bodies.executing_body_name,
        claims.recipient_name,
        claims.announcer_name,

        -- what for
        claims.purpose,
        claims.sector,
        claims.instrument,

        -- how much
        claims.amount_min,
        claims.amount_max,
        claims.currency,
        claims.modality,
        claims.amount_kind,
        claims.is_umbrella,

        -- when
        claims.announced_on,
        claims.period_start,
        claims.period_end,
        claims.period_edtf,
        claims.horizon_years,

        -- how far
        claims.status,
        claims.status_level,
        claims.status_cue,
        claims.status_cue_start,
        claims.status_cue_end,

        -- where it stands
        claims.char_start,
        claims.char_end,
        claims.quote,
        claims.statement_count,
        claims.confidence
    from claims
    inner join commitments on claims.claim_id = commitments.claim_id
    left join bodies on claims.claim_id = bodies.claim_id

)

select * from published
