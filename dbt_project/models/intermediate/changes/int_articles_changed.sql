-- One row per article that is new, gone, or no longer as the last complete build saw it.
with

inputs as (

    select * from {{ ref('int_article_inputs') }}

),

built as (

    select * from {{ source('builds', 'built_articles') }}

)

select coalesce(inputs.article_id, built.article_id) as article_id
from inputs
full outer join built on inputs.article_id = built.article_id
where
    inputs.inputs_hash is distinct from built.inputs_hash
    or inputs.readings_hash is distinct from built.readings_hash
order by article_id
