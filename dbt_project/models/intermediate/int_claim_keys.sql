{{ config(materialized='incremental') }}
-- One row per claim and key that it may be found by: its sums, also those of printed conversions, to one percent, alone
-- and with its payer, the payer's country or a name of its sentence or title; and to six percent with its recipient,
-- who alone makes unequal sums comparable, beside a rare name. Keys are hashes; which of them tell anything depends on
-- how many claims share them (`int_claim_blocks`).
with

claims as (

    select * from {{ changed_rows('int_claims') }}

),

claim_mentions as (

    select * from {{ changed_rows('int_claim_mentions') }}

),

amounts as (

    select * from {{ changed_rows('int_money_resolved') }}

),

names as (

    select * from {{ changed_rows('int_article_names') }}

),

governments as (

    select * from {{ ref('int_entity_governments') }}

),

figures as (

    select
        claims.claim_id,
        amounts.currency,
        log10(amounts.amount_max::double) as log_amount
    from claims
    inner join claim_mentions on claims.claim_id = claim_mentions.claim_id
    inner join amounts on claim_mentions.money_mention_id = amounts.money_mention_id
    where amounts.amount_max > 0 and amounts.currency is not null
    union
    select
        claim_id,
        currency,
        log10(amount_max::double) as log_amount
    from claims
    where amount_max > 0 and currency is not null

),

-- Neighbouring steps are keys too, so that a value at the edge of a step meets its twin across it.
steps as (
    {%- for width, distance in [("equal", "same_amount_distance"), ("near", "near_amount_distance")] %}

    select distinct
        figures.claim_id,
        '{{ width }}' as width,
        figures.currency || ':' || (
            floor(figures.log_amount / {{ claim_parameter(distance) }})::bigint + neighbours.step
        ) as step
    from figures
    cross join (values (0), (1)) as neighbours (step)
    {{ "union all" if not loop.last }}
    {%- endfor %}

),

details as (

    select
        claim_id,
        '' as detail,
        'equal' as width
    from claims
    union all
    select
        claim_id,
        'payer:' || coalesce(payer_entity_id, lower(payer_name)) as detail,
        'equal' as width
    from claims
    where payer_name is not null
    union all
    select
        claims.claim_id,
        'country:' || governments.country as detail,
        'equal' as width
    from claims
    inner join governments on claims.payer_entity_id = governments.entity_id
    where claims.is_public_payer and governments.country is not null
    union all
    select
        claim_id,
        'recipient:' || recipient_entity_id as detail,
        'near' as width
    from claims
    where recipient_entity_id is not null
    union
    select
        claims.claim_id,
        'name:' || names.name_key as detail,
        'equal' as width
    from claims
    inner join names
        on
            claims.article_id = names.article_id
            and (claims.sentence_index = names.sentence_index or names.is_title)

)

select
    claims.claim_id,
    claims.article_id,
    details.detail != '' as is_detailed,
    hash(steps.width, steps.step, details.detail) as block_key
from claims
inner join details on claims.claim_id = details.claim_id
inner join steps
    on
        details.claim_id = steps.claim_id
        and details.width = steps.width
