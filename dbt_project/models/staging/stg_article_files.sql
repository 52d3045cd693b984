-- One row per file, or row of a file, that brought a text. Selects the columns of the source; no logic.
with source as (

    select * from {{ source('raw', 'article_files') }}

),

selected as (

    select
        article_id,
        path,
        row_number,
        record_id,
        byte_size,
        encoding,
        file_sha256,
        modified_at,
        first_seen_at
    from source

)

select * from selected
