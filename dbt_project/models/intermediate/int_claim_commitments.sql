-- One row per claim and its commitment. The id is a hash of the cluster's first claim, by publication and then by id,
-- so it does not depend on the order in which articles were loaded.
with

linked as (

    select * from {{ ref('int_claims_linked') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

anchored as (

    select
        linked.claim_id,
        linked.article_id,
        first(linked.claim_id) over (
            partition by linked.cluster_id
            order by articles.published_on asc nulls last, linked.claim_id asc
            rows between unbounded preceding and unbounded following
        ) as anchor_claim_id
    from linked
    inner join articles on linked.article_id = articles.article_id

)

select
    claim_id,
    article_id,
    anchor_claim_id,
    'commitment-' || substring(sha256(anchor_claim_id), 1, 16) as commitment_id
from anchored
order by claim_id
