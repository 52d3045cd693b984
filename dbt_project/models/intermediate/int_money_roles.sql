{{ config(materialized='incremental') }}
-- One row per amount outside repeated passages: its role in the terms of the handbook, and the claim it states or
-- converts.
with

roles as (

    select * from {{ changed_rows('int_amount_roles') }}

),

claim_mentions as (

    select * from {{ changed_rows('int_claim_mentions') }}

),

claims as (

    select * from {{ changed_rows('int_claims') }}

),

named as (

    select
        roles.money_mention_id,
        roles.article_id,
        case
            when
                roles.role = 'currency_equivalent'
                and roles.equivalent_of_id is null
                and roles.passage_kind in ('title', 'heading')
                and claims.claim_id is not null
                then case when claims.is_deal then 'deal_value' else 'commitment_total' end
            when
                roles.role in ('currency_equivalent', 'comparison', 'deal_value', 'budget_request', 'political_call')
                then roles.role
            when claims.part_relation is not null then 'commitment_part'
            when roles.role in ('commitment', 'private_attraction', 'project_cost') then 'commitment_total'
            when roles.role in ('instalment', 'pace') then 'commitment_part'
            when roles.role in ('elsewhere', 'denied') then 'comparison'
            when roles.role in ('shortfall', 'turnover', 'valuation') then 'other'
            else roles.role
        end as role,
        roles.role_score,
        roles.role_cues,
        claims.claim_id
    from roles
    left join claim_mentions on roles.money_mention_id = claim_mentions.money_mention_id
    left join claims on coalesce(claim_mentions.claim_id, 'none') = claims.claim_id

)

select * from named
order by money_mention_id
