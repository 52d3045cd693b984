-- One row per article that changed, or has a claim of a commitment that did: of another commitment than before,
-- perhaps.
with

changed as (

    select * from {{ ref('int_articles_changed') }}

),

commitments as (

    select * from {{ ref('int_claim_commitments') }}

),

changed_commitments as (

    select * from {{ ref('int_commitments_changed') }}

)

select article_id
from changed
union
select commitments.article_id
from commitments
inner join changed_commitments on commitments.commitment_id = changed_commitments.commitment_id
order by article_id
