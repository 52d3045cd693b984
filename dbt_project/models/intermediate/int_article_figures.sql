{{ config(materialized='incremental') }}
-- One row per article that prints figures of the size of a claim: a hash of each currency and sum. Lists are held
-- against each other pair by pair: joined, all articles would meet that print some figure.
with

amounts as (

    select * from {{ changed_rows('int_money_resolved') }}

)

select
    article_id,
    list(distinct hash(currency, amount_max::double) order by hash(currency, amount_max::double)) as figure_keys
from amounts
where
    not is_duplicate
    and amount_max >= {{ claim_parameter('least_claim_amount') }}
    and not is_vague
    and currency is not null
group by article_id
order by article_id
