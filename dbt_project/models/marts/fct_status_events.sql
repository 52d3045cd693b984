{{ config(materialized='regrouped') }}
-- One row per claim that dates a stage of its commitment: the history of each commitment, as the articles tell it.
with

claims as (

    select * from {{ regrouped_rows('int_claims') }}
    where status != 'unknown'

),

commitments as (

    select * from {{ regrouped_rows('int_claim_commitments') }}

),

articles as (

    select * from {{ regrouped_rows('stg_articles') }}

),

dated as (

    select
        claims.claim_id || '-' || claims.status as status_event_id,
        commitments.commitment_id,
        claims.claim_id,
        claims.article_id,
        claims.status,
        claims.status_level,
        coalesce(claims.announced_on, articles.published_on) as event_on,
        case
            when claims.announced_on is not null then claims.announced_on::varchar
            else articles.published_edtf
        end as event_edtf,
        claims.amount_min,
        claims.amount_max,
        claims.currency
    from claims
    inner join commitments on claims.claim_id = commitments.claim_id
    inner join articles on claims.article_id = articles.article_id

)

select * from dated
