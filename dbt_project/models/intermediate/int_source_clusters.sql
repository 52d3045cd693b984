-- One row per article and the independent source behind it: articles that depend on each other, directly or through
-- others, are one source, named after its earliest article.
with

articles as (

    select * from {{ ref('stg_articles') }}

),

links as (

    select * from {{ ref('int_source_links') }}

),

numbered as (

    select
        article_id,
        row_number() over (order by published_on asc nulls last, article_id asc) as place
    from articles

),

connected as (

    select unnest(clusters(list(a.place), list(b.place)), recursive := true)
    from links
    inner join numbered as a on links.article_id = a.article_id
    inner join numbered as b on links.other_article_id = b.article_id

),

rooted as (

    select
        numbered.article_id,
        coalesce(earliest.article_id, numbered.article_id) as source_article_id
    from numbered
    left join connected on numbered.place = connected.member
    left join numbered as earliest on connected.smallest = earliest.place

),

reasons as (

    select
        article_id,
        string_agg(distinct reason, ', ' order by reason) as reason
    from (
        select
            article_id,
            reason
        from links
        union all
        select
            other_article_id as article_id,
            reason
        from links
    )
    group by article_id

),

explained as (

    select
        rooted.article_id,
        'source-' || rooted.source_article_id as independent_source_id,
        count(*) over (partition by rooted.source_article_id) as source_article_count,
        reasons.reason
    from rooted
    left join reasons on rooted.article_id = reasons.article_id

)

select * from explained
order by article_id
