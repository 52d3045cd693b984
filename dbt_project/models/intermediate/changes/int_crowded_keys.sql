-- One row per name that is not rare and per key that too many claims share, with a digest of the claims that all others
-- of the key meet: what may make and unmake pairs of claims that have not changed.
with

names as (

    select * from {{ ref('int_subject_names') }}

),

keys as (

    select * from {{ ref('int_claim_keys') }}

),

blocks as (

    select * from {{ ref('int_claim_blocks') }}

)

select distinct
    hash('name', name_key) as crowded_key,
    0::ubigint as firsts_hash
from names
where not is_rare
union all
select
    block_key as crowded_key,
    0::ubigint as firsts_hash
from keys
group by block_key
having count(*) > {{ link_weight('block_claims') }}
union all
select
    block_key as crowded_key,
    hash(sum(hash(claim_id)::hugeint) filter (where place <= {{ link_weight('block_claims') }})) as firsts_hash
from blocks
group by block_key
having max(place) > {{ link_weight('block_claims') }}
