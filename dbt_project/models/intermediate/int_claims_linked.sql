-- One row per claim and the cluster it belongs to. A link needs a score over the threshold and must be the best that
-- each claim has in the other's article; clusters are the connected components of the links. Where a chain would join
-- two claims of one article, only links over the strict threshold stay; where it still does, only those of one payer.
-- What a person confirmed is a link beside a better one, and stays in every chain.
-- Numbers follow the order of the ids, so that a cluster has its smallest one as its root.
{%- set steps = [
    ("reached", "mutual", "links.score >= " ~ link_weight("strict_threshold")),
    ("reached_strictly", "strict", "(links.payer_relation = 'same' or links.is_confirmed)"),
    ("reached_by_payer", "of_one_payer", none),
] %}
with

claims as (

    select * from {{ ref('int_claims') }}

),

pairs as (

    select * from {{ ref('int_claims_paired') }}

),

numbered as (

    select
        claim_id,
        article_id,
        row_number() over (order by claim_id) as claim_number,
        dense_rank() over (order by article_id) as article_number
    from claims

),

allowed as (

    select
        a.claim_number,
        b.claim_number as other_claim_number,
        a.article_number,
        b.article_number as other_article_number,
        pairs.score,
        pairs.amount_distance,
        pairs.payer_relation,
        coalesce(pairs.judgement = 'confirmed', false) as is_confirmed
    from pairs
    inner join numbered as a on pairs.claim_id = a.claim_id
    inner join numbered as b on pairs.other_claim_id = b.claim_id
    where pairs.forbidden_by is null and pairs.score >= {{ link_weight('threshold') }}

),

both_ways as (

    select
        claim_number,
        other_claim_number,
        other_article_number,
        score,
        amount_distance,
        payer_relation,
        is_confirmed
    from allowed
    union all
    select
        other_claim_number as claim_number,
        claim_number as other_claim_number,
        article_number as other_article_number,
        score,
        amount_distance,
        payer_relation,
        is_confirmed
    from allowed

),

best as (

    select
        claim_number,
        other_claim_number,
        score,
        payer_relation,
        is_confirmed
    from both_ways
    qualify
        is_confirmed
        or row_number() over (
            partition by claim_number, other_article_number
            order by score desc, coalesce(amount_distance, 9) asc, other_claim_number asc
        ) = 1

),

mutual as (

    select
        best.claim_number,
        best.other_claim_number,
        best.score,
        best.payer_relation,
        best.is_confirmed
    from best
    inner join best as returned
        on
            best.claim_number = returned.other_claim_number
            and best.other_claim_number = returned.claim_number

),{%- for reached, links, condition in steps %}

{{ reached }} as (

    select
        numbered.claim_number,
        coalesce(connected.smallest, numbered.claim_number) as root_number
    from numbered
    left join (
        select unnest(clusters(list(claim_number), list(other_claim_number)), recursive := true) from {{ links }}
    ) as connected on numbered.claim_number = connected.member

){% if condition %},

{{ reached }}_crowded as (

    select {{ reached }}.root_number
    from {{ reached }}
    inner join numbered on {{ reached }}.claim_number = numbered.claim_number
    group by {{ reached }}.root_number
    having count(*) > count(distinct numbered.article_number)

),

{{ steps[loop.index][1] }} as (

    select links.*
    from {{ links }} as links
    inner join {{ reached }} on links.claim_number = {{ reached }}.claim_number
    left join {{ reached }}_crowded as crowded on {{ reached }}.root_number = crowded.root_number
    where crowded.root_number is null or {{ condition }}

),
{%- endif %}
{%- endfor %}

select
    numbered.claim_id,
    numbered.article_id,
    roots.claim_id as cluster_id
from reached_by_payer
inner join numbered on reached_by_payer.claim_number = numbered.claim_number
inner join numbered as roots on reached_by_payer.root_number = roots.claim_number
order by numbered.claim_id
