-- Grain: one publisher. Tier by the first pattern of ref_source_tiers that its name or address meets.
with

articles as (

    select * from {{ ref("int_articles_described") }}

),

tiers as (

    select * from {{ ref("ref_source_tiers") }}

),

publishers as (

    select
        source_id,
        min(publisher) as source_name,
        min(nullif(regexp_extract(source_uri, '^https?://([^/]+)', 1), '')) as domain,
        count(*) as article_count,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on
    from articles
    group by source_id

),

matched as (

    select
        publishers.source_id,
        min(tiers.tier) as tier,
        arg_min(tiers.source_kind, tiers.tier) as source_kind
    from publishers
    inner join tiers
        on
            regexp_matches(lower(publishers.source_name), tiers.name_pattern)
            or regexp_matches(lower(publishers.domain), tiers.domain_pattern)
    group by publishers.source_id

),

sources as (

    select
        -- keys
        publishers.source_id,

        -- who
        coalesce(publishers.source_name, 'unknown') as source_name,
        publishers.domain,
        coalesce(matched.source_kind, case when publishers.source_id = 'unknown' then 'unknown' else 'press' end)
            as source_kind,
        coalesce(matched.tier, case when publishers.source_id = 'unknown' then 5 else 3 end)::integer as tier,

        -- how much and when
        publishers.article_count,
        publishers.first_published_on,
        publishers.last_published_on
    from publishers
    left join matched on publishers.source_id = matched.source_id

)

select * from sources
