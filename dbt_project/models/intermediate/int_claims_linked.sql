-- One row per claim and the cluster it belongs to. A link needs a score over the threshold and must be the best that
-- each claim has in the other's article; clusters are the connected components of the links. Where a chain would join
-- two claims of one article, only links over the strict threshold stay; where it still does, only those of one payer.
-- Each claim keeps the smallest id that has reached it yet: all pairs of a component would be the square of its size.
-- Links are held fast, or each step of a recursion would find them anew.
{%- set steps = [
    ("reached", "mutual", "score >= " ~ link_weight("strict_threshold")),
    ("reached_strictly", "strict", "payer_relation = 'same'"),
    ("reached_by_payer", "of_one_payer", none),
] %}
with recursive

claims as (

    select * from {{ ref('int_claims') }}

),

pairs as (

    select * from {{ ref('int_claims_paired') }}

),

allowed as (

    select
        claim_id,
        other_claim_id,
        article_id,
        other_article_id,
        score,
        amount_distance,
        payer_relation
    from pairs
    where forbidden_by is null and score >= {{ link_weight('threshold') }}

),

both_ways as (

    select
        claim_id,
        other_claim_id,
        other_article_id,
        score,
        amount_distance,
        payer_relation
    from allowed
    union all
    select
        other_claim_id as claim_id,
        claim_id as other_claim_id,
        article_id as other_article_id,
        score,
        amount_distance,
        payer_relation
    from allowed

),

best as (

    select
        claim_id,
        other_claim_id,
        score,
        payer_relation
    from both_ways
    qualify
        row_number() over (
            partition by claim_id, other_article_id
            order by score desc, coalesce(amount_distance, 9) asc, other_claim_id asc
        ) = 1

),

mutual as materialized (

    select
        best.claim_id,
        best.other_claim_id,
        best.score,
        best.payer_relation
    from best
    inner join best as returned
        on
            best.claim_id = returned.other_claim_id
            and best.other_claim_id = returned.claim_id

),{%- for reached, links, condition in steps %}

{{ reached }} (claim_id, root_id) {{ keyed_by('claim_id') }} as (

    select
        claim_id,
        claim_id as root_id
    from claims
    union
    select
        {{ links }}.other_claim_id as claim_id,
        min({{ reached }}.root_id) as root_id
    from {{ reached }}
    inner join {{ links }} on {{ reached }}.claim_id = {{ links }}.claim_id
    inner join recurring.{{ reached }} as known on {{ links }}.other_claim_id = known.claim_id
    where {{ reached }}.root_id < known.root_id
    group by {{ links }}.other_claim_id

){% if condition %},

{{ reached }}_crowded as (

    select {{ reached }}.root_id
    from {{ reached }}
    inner join claims on {{ reached }}.claim_id = claims.claim_id
    group by {{ reached }}.root_id
    having count(*) > count(distinct claims.article_id)

),

{{ steps[loop.index][1] }} as materialized (

    select {{ links }}.*
    from {{ links }}
    inner join {{ reached }} on {{ links }}.claim_id = {{ reached }}.claim_id
    left join {{ reached }}_crowded as crowded on {{ reached }}.root_id = crowded.root_id
    where crowded.root_id is null or {{ links }}.{{ condition }}

),
{%- endif %}
{%- endfor %}

select
    reached_by_payer.claim_id,
    claims.article_id,
    reached_by_payer.root_id as cluster_id
from reached_by_payer
inner join claims on reached_by_payer.claim_id = claims.claim_id
order by reached_by_payer.claim_id
