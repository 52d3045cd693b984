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

numbered as (

    select
        article_id,
        row_number() over (order by published_on asc nulls last, article_id asc) as place
    from articles

),

-- Each article keeps the place of the earliest one that has reached it.
reached (article_id, place) {{ keyed_by('article_id') }} as (

    select
        article_id,
        place
    from numbered
    union
    select
        edges.other_article_id as article_id,
        min(reached.place) as place
    from reached
    inner join edges on reached.article_id = edges.article_id
    inner join recurring.reached as known on edges.other_article_id = known.article_id
    where reached.place < known.place
    group by edges.other_article_id

),

rooted as (

    select
        reached.article_id,
        numbered.article_id as source_article_id
    from reached
    inner join numbered on reached.place = numbered.place

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
