-- One row per claim and blocking key: claims that share a key are compared, beside those of articles that share a rare
-- name. Keys are amounts in steps of about six percent, also those of printed conversions; where many claims share one,
-- an amount with its payer, the payer's country, the recipient or a name of its sentence or title.
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

    select * from {{ ref('int_subject_names') }}

),

governments as (

    select * from {{ ref('int_entity_governments') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

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
        || (floor(log10(figures.amount_max::double) * 40)::integer + steps.step) as block_key,
        min(figures.amount_max) as amount
    from figures
    cross join (values (0), (1)) as steps (step)
    group by all

),

counted as (

    select
        *,
        count(*) over (partition by block_key) > {{ link_weight('block_claims') }} as is_crowded
    from amount_keys

),

details as (

    select
        claim_id,
        'payer:' || coalesce(payer_entity_id, lower(payer_name)) as detail
    from claims
    where payer_name is not null
    union all
    select
        claims.claim_id,
        'country:' || governments.country as detail
    from claims
    inner join governments on claims.payer_entity_id = governments.entity_id
    where claims.is_public_payer and governments.country is not null
    union all
    select
        claim_id,
        'recipient:' || recipient_entity_id as detail
    from claims
    where recipient_entity_id is not null
    union
    select
        claims.claim_id,
        'name:' || names.name_key as detail
    from claims
    inner join names
        on
            claims.article_id = names.article_id
            and (claims.sentence_index = names.sentence_index or names.is_title)

),

keys as (

    select
        claim_id,
        block_key,
        amount
    from counted
    where not is_crowded
    union all
    select
        counted.claim_id,
        counted.block_key || ' ' || details.detail as block_key,
        counted.amount
    from counted
    inner join details on counted.claim_id = details.claim_id
    where counted.is_crowded

)

-- What is still crowded is put in order, for each claim to meet the nearest ones.
select
    keys.claim_id,
    claims.article_id,
    keys.block_key,
    row_number() over (
        partition by keys.block_key order by keys.amount asc, articles.published_on asc, keys.claim_id asc
    ) as place
from keys
inner join claims on keys.claim_id = claims.claim_id
inner join articles on claims.article_id = articles.article_id
