-- One row per sentence and name that tells what an article is about, and whether few articles carry it: a rare name.
with

names as (

    select * from {{ ref('int_article_names') }}

),

frequencies as (

    select
        name_key,
        count(distinct article_id) as article_count
    from names
    group by name_key

)

select
    names.*,
    frequencies.article_count <= {{ link_weight('rare_name_articles') }} as is_rare
from names
inner join frequencies on names.name_key = frequencies.name_key
