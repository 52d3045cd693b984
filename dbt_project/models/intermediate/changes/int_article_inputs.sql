-- One row per article: digests of everything that a model with rows of one article reads of it, seeds aside. Beside
-- what was loaded and parsed these are the readings of its ambiguous figures, which other articles can decide.
with

loaded as (

    select * from {{ source('builds', 'article_inputs') }}

),

posteriors as (

    select * from {{ ref('int_scale_posteriors') }}

),

readings as (

    select
        article_id,
        sum(hash(posteriors)::hugeint)::varchar as readings_hash
    from posteriors
    group by article_id

)

select
    loaded.article_id,
    loaded.inputs_hash,
    coalesce(readings.readings_hash, '') as readings_hash
from loaded
left join readings on loaded.article_id = readings.article_id
order by loaded.article_id
