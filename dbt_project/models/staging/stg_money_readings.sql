-- One row per candidate magnitude of an ambiguous figure. Selects the columns of the source; no logic.
with source as (

    select * from {{ source('parsed', 'money_readings') }}

),

selected as (

    select
        mention_id,
        article_id,
        reading,
        amount,
        prior,
        is_default
    from source

)

select * from selected
