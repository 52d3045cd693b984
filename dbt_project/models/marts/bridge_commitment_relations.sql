-- One row per pair of commitments and relation between them.
with

relations as (

    select * from {{ ref('int_commitment_relations') }}

),

keyed as (

    select
        substring(sha256(commitment_id || '|' || relation_type || '|' || other_commitment_id), 1, 16) as relation_id,
        commitment_id,
        other_commitment_id,
        relation_type,
        score
    from relations

)

select * from keyed
