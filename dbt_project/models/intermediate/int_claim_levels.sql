{{ config(materialized='of_commitments') }}
-- One row per claim of a commitment: the rung of the ladder that it proves, and what its commitment needs of it.
with

claims as (

    select * from {{ ref('int_claims') }}

),

claim_commitments as (

    select * from {{ commitment_rows('int_claim_commitments') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

-- Money cannot flow before its first day: a text that says so contradicts itself and proves no more than an
-- announcement.
judged as (

    select
        claims.claim_id,
        claim_commitments.commitment_id,
        articles.published_on,
        claims.period_start,
        claims.period_end,
        case
            when
                claims.status_level >= 6
                and claims.period_start > coalesce(articles.published_until_on, articles.published_on)
                then 2
            else claims.status_level
        end as proven_level
    from claims
    inner join claim_commitments on claims.claim_id = claim_commitments.claim_id
    inner join articles on claims.article_id = articles.article_id

),

-- A commitment that another article dates into the future has not started either.
starts as (

    select
        commitment_id,
        mode(period_start order by period_start) as usual_start
    from judged
    where period_start is not null and period_end is not null
    group by commitment_id

)

select
    judged.claim_id,
    judged.commitment_id,
    judged.published_on,
    case
        when judged.proven_level >= 6 and starts.usual_start > judged.published_on then 2
        else judged.proven_level
    end as proven_level
from judged
left join starts on judged.commitment_id = starts.commitment_id
order by judged.commitment_id, judged.claim_id
