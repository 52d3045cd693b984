-- One row per claim and blocking key: only claims that share a key are ever compared. Keys are amounts in steps of
-- about six percent, also those of printed conversions, and rare names.
with

claims as (

    select * from {{ ref('int_claims') }}

),

claim_mentions as (

    select * from {{ ref('int_claim_mentions') }}

),

amounts as (

    select * from {{ ref('int_money_resolved') }}

),

names as (

    select * from {{ ref('int_claim_names') }}

),

figures as (

    select
        claims.claim_id,
        amounts.currency,
        amounts.amount_max
    from claims
    inner join claim_mentions on claims.claim_id = claim_mentions.claim_id
    inner join amounts on claim_mentions.money_mention_id = amounts.money_mention_id
    where amounts.amount_max > 0 and amounts.currency is not null
    union
    select
        claim_id,
        currency,
        amount_max
    from claims
    where amount_max > 0 and currency is not null

),

-- Neighbouring steps are keys too, so that a value at the edge of a step meets its twin across it.
amount_keys as (

    select
        figures.claim_id,
        'amount:'
        || figures.currency
        || ':'
        || (floor(log10(figures.amount_max::double) * 40)::integer + steps.step) as block_key
    from figures
    cross join (values (0), (1)) as steps (step)

),

name_keys as (

    select
        claim_id,
        'name:' || name_key as block_key
    from names
    where is_rare

),

keys as (

    select distinct
        claim_id,
        block_key
    from (
        select * from amount_keys
        union all
        select * from name_keys
    )

),

-- A key that too many claims share separates nothing.
selective as (

    select *
    from keys
    qualify count(*) over (partition by block_key) <= 200

)

select
    selective.claim_id,
    claims.article_id,
    selective.block_key
from selective
inner join claims on selective.claim_id = claims.claim_id
order by selective.block_key, selective.claim_id
