-- Grain: one distinct text ever delivered, and one input that could not be read.
with

described as (

    select * from {{ ref("int_articles_described") }}

),

rejected_inputs as (

    select * from {{ ref("stg_rejected_inputs") }}

),

articles as (

    select
        -- keys
        article_id,
        source_id,
        article_id as independent_source_id,

        -- whence
        source_uri,
        title,
        publisher,
        language,
        file_count,
        content_sha256,

        -- when
        published_on,
        published_until_on,
        published_edtf,
        published_basis,

        -- what
        text,
        codepoint_count,

        -- rejected
        false as is_rejected,
        null::varchar as rejection_code,
        null::varchar as rejection_detail
    from described

    union all

    select
        'rejected-' || sha256(path || coalesce(file_sha256, ''))[:16] as article_id,
        'unknown' as source_id,
        null as independent_source_id,
        path as source_uri,
        null as title,
        null as publisher,
        null as language,
        1 as file_count,
        null as content_sha256,
        null as published_on,
        null as published_until_on,
        null as published_edtf,
        'none' as published_basis,
        null as text,
        null as codepoint_count,
        true as is_rejected,
        reason_code as rejection_code,
        detail as rejection_detail
    from rejected_inputs

)

select * from articles
order by article_id
