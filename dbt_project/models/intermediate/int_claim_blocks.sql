-- One row per claim and key that brings it together with others. A key that too many claims share identifies nothing:
-- it is narrowed by sector (or by having none) and season, and where many are left each meets the earliest ones, and
-- through them all others. So what a claim is compared with does not grow with the warehouse. What it costs: reports of
-- one story that share crowded keys alone do not meet where they differ in sector, lie seasons apart or have no day. A
-- sum alone has nothing to be narrowed by: a common one is no key.
with

keys as (

    select * from {{ ref('int_claim_keys') }}

),

claims as (

    select * from {{ ref('int_claims') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

counted as (

    select
        block_key,
        count(*) > {{ link_weight('block_claims') }} as is_crowded
    from keys
    group by block_key
    having count(*) > 1

),

-- Two seasons, so that two days as near as a story is told meet in one of them.
narrowed as (

    select
        keys.claim_id,
        keys.article_id,
        articles.published_on,
        hash(
            keys.block_key,
            coalesce(claims.sector, ''),
            (articles.published_on - date '1970-01-01') // {{ link_weight('collision_days') }}::integer + seasons.season
        ) as block_key
    from keys
    inner join counted on keys.block_key = counted.block_key
    inner join claims on keys.claim_id = claims.claim_id
    inner join articles on keys.article_id = articles.article_id
    cross join (values (0), (1)) as seasons (season)
    where
        counted.is_crowded
        and keys.is_detailed
        and articles.published_on is not null

)

select
    keys.claim_id,
    keys.article_id,
    keys.block_key,
    1 as place
from keys
inner join counted on keys.block_key = counted.block_key
where not counted.is_crowded
union all
select
    claim_id,
    article_id,
    block_key,
    row_number() over (partition by block_key order by published_on asc, claim_id asc) as place
from narrowed
