-- One row per name or key that became common since the last complete build, or rare, or that other claims come first
-- of.
with

crowded as (

    select * from {{ ref('int_crowded_keys') }}

),

built as (

    select * from {{ source('builds', 'built_crowded_keys') }}

)

select coalesce(crowded.crowded_key, built.crowded_key) as stirred_key
from crowded
full outer join built on crowded.crowded_key = built.crowded_key
where crowded.firsts_hash is distinct from built.firsts_hash
order by stirred_key
