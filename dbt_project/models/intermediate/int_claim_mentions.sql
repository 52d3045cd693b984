{{ config(materialized='incremental') }}
-- One row per figure and the claim it states: repeats of a sum in one article, and its conversions, are one claim.
with

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

payers as (

    select * from {{ changed_rows('int_amount_payers') }}

),

resolved as (

    select * from {{ changed_rows('int_money_resolved') }}

),

cues as (

    select * from {{ changed_rows('int_amount_cues') }}

),

-- "The other 75 trillion", "un montant identique": another sum of the same size.
distinct_cues as (

    select
        money_mention_id,
        max(case when gap <= 40 and amounts_between = 0 then 1 else 0 end) as is_distinct_near,
        1 as is_distinct
    from cues
    where cue_type = 'other_claim' and side = 'before'
    group by money_mention_id

),

-- The first statement of a sum in the running text sets the claim; later ones are measured against it.
ordered as (

    select
        amounts.*,
        payers.payer_entity_id,
        payers.payer_name,
        payers.payer_basis,
        payers.is_public,
        coalesce(distinct_cues.is_distinct_near, 0) as is_distinct_near,
        coalesce(distinct_cues.is_distinct, 0) as is_distinct,
        amounts.passage_kind in ('title', 'heading') as is_headline,
        first(amounts.modality) over same_sum as base_modality,
        first(payers.payer_name) over same_sum as base_payer,
        first(payers.is_public) over same_sum as base_is_public,
        first(amounts.money_mention_id) over same_sum as base_id
    from amounts
    inner join payers on amounts.money_mention_id = payers.money_mention_id
    left join distinct_cues on amounts.money_mention_id = distinct_cues.money_mention_id
    window same_sum as (
        partition by
            amounts.article_id,
            amounts.amount_min,
            amounts.amount_max,
            amounts.currency,
            amounts.role = 'political_call'
        order by amounts.passage_kind in ('title', 'heading'), amounts.char_start
        rows between unbounded preceding and unbounded following
    )

),

slotted as (

    select
        *,
        case
            when is_headline or money_mention_id = base_id then 'base'
            when is_distinct_near = 1 then 'distinct-' || char_start
            when
                payer_basis = 'sentence' and is_public != base_is_public
                then case when is_public then 'public' else 'private' end
            when
                payer_basis = 'sentence'
                and payer_name != base_payer
                and modality != 'exact'
                and base_modality != 'exact'
                and modality != base_modality
                then 'modality-' || modality
            when payer_basis = 'sentence' and payer_name != base_payer and is_distinct = 1 then 'other-' || payer_name
            else 'base'
        end as slot
    from ordered

),

-- The statement that represents the claim: running text before headlines, a named payer before a carried one.
represented as (

    select
        *,
        first(money_mention_id) over same_claim as chosen_mention_id
    from slotted
    window same_claim as (
        partition by article_id, amount_min, amount_max, currency, role = 'political_call', slot
        order by is_headline, char_start
        rows between unbounded preceding and unbounded following
    )

),

-- A headline figure that the text never repeats is a headline, not a claim, unless the article states nothing else.
supported as (

    select
        *,
        bool_and(is_headline) over (partition by chosen_mention_id) as is_headline_only,
        bool_or(not is_headline) over (partition by article_id) as has_body_claim
    from represented

),

stated as (

    select
        article_id,
        money_mention_id,
        chosen_mention_id,
        'statement' as mention_role
    from supported
    where not (is_headline_only and has_body_claim)

),

-- Every conversion that the article prints, with its claim; a second sum of the same size takes the first one's.
converted_sums as (

    select
        resolved.article_id,
        resolved.money_mention_id,
        resolved.amount_min,
        resolved.amount_max,
        resolved.currency,
        stated.chosen_mention_id
    from resolved
    inner join stated on resolved.equivalent_of_id = stated.money_mention_id
    where not resolved.is_duplicate and resolved.passage_kind not in ('boilerplate', 'metadata', 'byline')

),

repeated_sums as (

    select
        resolved.article_id,
        resolved.money_mention_id,
        first(converted_sums.chosen_mention_id order by converted_sums.money_mention_id) as chosen_mention_id
    from resolved
    inner join converted_sums
        on
            resolved.article_id = converted_sums.article_id
            and resolved.currency = converted_sums.currency
            and resolved.amount_min = converted_sums.amount_min
            and resolved.amount_max = converted_sums.amount_max
    anti join stated on resolved.money_mention_id = stated.money_mention_id
    where
        not resolved.is_duplicate
        and resolved.equivalent_of_id is null
        and resolved.passage_kind not in ('boilerplate', 'metadata', 'byline')
    group by resolved.article_id, resolved.money_mention_id

),

converted as (

    select
        article_id,
        money_mention_id,
        chosen_mention_id,
        'conversion' as mention_role
    from converted_sums
    union all
    select
        article_id,
        money_mention_id,
        chosen_mention_id,
        'conversion' as mention_role
    from repeated_sums

),

united as (

    select * from stated
    union all
    select * from converted

),

keyed as (

    select
        money_mention_id,
        article_id || '-k' || regexp_extract(chosen_mention_id, '-m([0-9]+)$', 1) as claim_id,
        article_id,
        chosen_mention_id,
        mention_role,
        money_mention_id = chosen_mention_id as is_chosen
    from united

)

select * from keyed
order by claim_id, money_mention_id
