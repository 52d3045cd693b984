-- One row per article and the independent source behind it: articles that depend on each other, directly or through
-- others, are one source, named after its earliest article.
with recursive

articles as (

    select * from {{ ref('stg_articles') }}

),

links as (

    select * from {{ ref('int_source_links') }}

),

edges as (

    select
        article_id,
        other_article_id
    from links
    union
    select
        other_article_id as article_id,
        article_id as other_article_id
    from links

),

reached (article_id, root_id) as (

    select
        article_id,
        article_id as root_id
    from articles
    union
    select
        edges.other_article_id as article_id,
        reached.root_id
    from reached
    inner join edges on reached.article_id = edges.article_id

),

rooted as (

    select
        reached.article_id,
        first(reached.root_id order by articles.published_on asc nulls last, reached.root_id asc) as source_article_id
    from reached
    inner join articles on reached.root_id = articles.article_id
    group by reached.article_id

),

explained as (

    select
        rooted.article_id,
        'source-' || rooted.source_article_id as independent_source_id,
        count(*) over (partition by rooted.source_article_id) as source_article_count,
        (
            select string_agg(distinct links.reason, ', ' order by links.reason)
            from links
            where links.article_id = rooted.article_id or links.other_article_id = rooted.article_id
        ) as reason
    from rooted

)

select * from explained
order by article_id
