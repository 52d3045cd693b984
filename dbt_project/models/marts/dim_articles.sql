-- Grain: one distinct text ever delivered, and one input that could not be read.
with

described as (

    select * from {{ ref("int_articles_described") }}

),

clusters as (

    select * from {{ ref("int_source_clusters") }}

),

rejected_inputs as (

    select * from {{ ref("stg_rejected_inputs") }}

),

articles as (

    select
        -- keys
        described.article_id,
        described.source_id,
        coalesce(clusters.independent_source_id, described.article_id) as independent_source_id,

        -- whence
        described.source_uri,
        described.title,
        described.publisher,
        described.language,
        described.file_count,
        described.content_sha256,

        -- when
        described.published_on,
        described.published_until_on,
        described.published_edtf,
        described.published_basis,

        -- what
        described.text,
        described.codepoint_count,

        -- rejected
        false as is_rejected,
        null::varchar as rejection_code,
        null::varchar as rejection_detail
    from described
    left join clusters on described.article_id = clusters.article_id

    union all

    select
        'rejected-' || sha256(concat(path, '#' || row_number, file_sha256))[:16] as article_id,
        'unknown' as source_id,
        null as independent_source_id,
        concat(path, '#' || row_number) as source_uri,
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
