-- One row per commitment, with a digest of its claims, of what is read of their articles, and of the sources behind
-- them.
with

commitments as (

    select * from {{ ref('int_claim_commitments') }}

),

inputs as (

    select * from {{ ref('int_article_inputs') }}

),

sources as (

    select * from {{ ref('int_source_clusters') }}

)

select
    commitments.commitment_id,
    hash(
        sum(
            hash(
                commitments.claim_id,
                inputs.inputs_hash,
                inputs.readings_hash,
                sources.independent_source_id
            )::hugeint
        )
    ) as members_hash
from commitments
inner join inputs on commitments.article_id = inputs.article_id
inner join sources on commitments.article_id = sources.article_id
group by commitments.commitment_id
