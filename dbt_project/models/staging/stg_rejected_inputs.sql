-- One row per input that could not be read. Selects the columns of the source; no logic.
with source as (

    select * from {{ source('raw', 'rejected_inputs') }}

),

selected as (

    select
        path,
        row_number,
        byte_size,
        file_sha256,
        reason_code,
        detail,
        rejected_at
    from source

)

select * from selected
