{{ config(materialized="regrouped_pairs") }}
-- Grain: two claims of two articles on one story (they share a commitment), neither with a counterpart in the other
-- article, that may be one sum told differently: another amount, payer or stage. The earlier article comes first.
with

claims as (

    select * from {{ ref("int_claims_comparable") }}
    where
        claim_basis = 'stated'
        and amount_max > 0
        and not is_call

),

-- The commitments that articles at hand tell.
told as (

    select distinct commitment_id
    from claims
    where {{ is_regrouped("article_id") }}

),

reports as (

    select
        commitment_id,
        article_id,
        coalesce(min(published_on), date '9999-12-31') as told_on,
        row_number() over (
            partition by commitment_id order by coalesce(min(published_on), date '9999-12-31'), article_id
        ) as place
    from claims
    where commitment_id in (select told.commitment_id from told)
    group by commitment_id, article_id

),

-- Of a story that very many tell, each report is held against the first ones: all pairs would grow with the square.
stories as (

    select distinct
        earlier.article_id,
        later.article_id as other_article_id
    from reports as earlier
    inner join reports as later
        on
            earlier.commitment_id = later.commitment_id
            and earlier.place < later.place
    where
        earlier.place <= {{ rule_parameter('R04', 'first_reports') }}
        and {{ is_regrouped("earlier.article_id", "later.article_id") }}

),

comparable as (

    select
        claim_id,
        article_id,
        commitment_id,
        currency,
        sector,
        instrument,
        amount_min = amount_max and amount_kind in ('total', 'part', 'up_to') as is_figure,
        amount_max,
        coalesce(status_level, 2) as level,
        payer_entity_id,
        payer_name,
        payer_basis,
        is_public_payer
    from claims
    where not (is_umbrella or is_sum)

),

-- Held fast: joined in one go, all claims of one currency and sector would meet.
told_before as materialized (

    select
        stories.other_article_id,
        comparable.*
    from stories
    inner join comparable on stories.article_id = comparable.article_id

),

-- Claims of both articles that have no counterpart in the other.
unmatched as (

    select
        -- keys
        earlier.claim_id,
        later.claim_id as other_claim_id,
        earlier.article_id,
        later.article_id as other_article_id,

        -- what does not fit
        greatest(earlier.amount_max, later.amount_max)::double
        / least(earlier.amount_max, later.amount_max)::double as ratio,
        earlier.is_figure
        and later.is_figure
        and (
            abs(earlier.level - later.level) < {{ rule_parameter('R04', 'measure_level_span') }}
            -- a loan of one lender has one sum, asked for or granted
            or (
                earlier.instrument = 'loan'
                and later.instrument = 'loan'
                and earlier.payer_entity_id = later.payer_entity_id
            )
        )
        and ratio > {{ rule_parameter('R04', 'ratio_warn') }}
        and ratio <= {{ rule_parameter('R04', 'story_ratio_maximum') }}
        and coalesce(earlier.payer_entity_id, '')
        = coalesce(later.payer_entity_id, coalesce(earlier.payer_entity_id, '')) as is_differing,
        earlier.amount_max = later.amount_max
        and earlier.is_public_payer != later.is_public_payer
        and lower(earlier.payer_name) != lower(later.payer_name)
        -- whom only the rest of the article suggests may be another
        and coalesce(earlier.payer_basis, 'sentence') in ('sentence', 'role')
        and coalesce(later.payer_basis, 'sentence') in ('sentence', 'role') as is_handed_over,
        earlier.amount_max = later.amount_max
        and later.level <= earlier.level - {{ rule_parameter('R08', 'contradiction_span') }}
        and (
            earlier.payer_entity_id = later.payer_entity_id
            or (
                'article' in (earlier.payer_basis, later.payer_basis)
                and (earlier.payer_entity_id is null or later.payer_entity_id is null)
            )
        ) as is_stepping_back
    from told_before as earlier
    inner join comparable as later
        on
            earlier.other_article_id = later.article_id
            and earlier.currency = later.currency
            and earlier.sector is not distinct from later.sector
    anti join claims as earlier_counterparts
        on
            earlier.commitment_id = earlier_counterparts.commitment_id
            and later.article_id = earlier_counterparts.article_id
    anti join claims as later_counterparts
        on
            later.commitment_id = later_counterparts.commitment_id
            and earlier.article_id = later_counterparts.article_id
    where is_differing or is_handed_over or is_stepping_back

)

select * from unmatched
order by claim_id, other_claim_id
