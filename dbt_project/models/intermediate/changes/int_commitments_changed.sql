-- One row per commitment that is new, gone, or not of the claims, articles and sources that the last complete build
-- saw.
with

members as (

    select * from {{ ref('int_commitment_members') }}

),

built as (

    select * from {{ source('builds', 'built_commitments') }}

)

select coalesce(members.commitment_id, built.commitment_id) as commitment_id
from members
full outer join built on members.commitment_id = built.commitment_id
where members.members_hash is distinct from built.members_hash
order by commitment_id
