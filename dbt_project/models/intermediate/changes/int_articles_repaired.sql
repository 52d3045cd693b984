-- One row per article whose claims are paired anew: it changed, or a name in it is rare no longer, or again.
with

changed as (

    select * from {{ ref('int_articles_changed') }}

),

names as (

    select * from {{ ref('int_subject_names') }}

),

stirred as (

    select * from {{ ref('int_keys_stirred') }}

)

select article_id
from changed
union
select names.article_id
from names
inner join stirred on hash('name', names.name_key) = stirred.stirred_key
order by article_id
