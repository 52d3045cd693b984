-- One row per distinct text ever delivered. Selects the columns of the source; no logic.
with source as (

    select * from {{ source('raw', 'articles') }}

),

selected as (

    select
        article_id,
        text,
        language,
        published_on,
        published_until_on,
        body_start,
        title_start,
        title_end,
        content_sha256,
        encoding,
        byte_size,
        codepoint_count,
        title,
        url,
        publisher,
        published_edtf,
        published_basis,
        loaded_at
    from source

)

select * from selected
