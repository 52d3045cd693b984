-- One row per article that prints figures of the size of a claim: their numbers, counted over all articles. Lists are
-- held against each other pair by pair: joined, all articles would meet that print some figure.
with

amounts as (

    select * from {{ ref('int_money_resolved') }}

),

figures as (

    select
        article_id,
        dense_rank() over (order by currency, amount_max) as figure_number
    from amounts
    where
        not is_duplicate
        and amount_max >= {{ claim_parameter('least_claim_amount') }}
        and not is_vague
        and currency is not null

)

select
    article_id,
    list(distinct figure_number order by figure_number) as figure_numbers
from figures
group by article_id
order by article_id
