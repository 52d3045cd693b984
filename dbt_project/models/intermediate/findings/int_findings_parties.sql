-- Whose money it is. R23: who only called for a sum here is said to have promised it there; a payer that may be the
-- group or its subsidiary. R24: public and private money of one plan, side by side, whose sum nobody promised.
-- R28: a promise beyond what its payer spends in those years.
with

claims as (

    select * from {{ ref("int_claims_comparable") }}
    where
        claim_basis = 'stated'
        and amount_max > 0

),

entities as (

    select * from {{ ref("stg_entity_mentions") }}
    where
        entity_id is not null
        and not is_duplicate

),

bodies as (

    select * from {{ ref("ref_entities") }}

),

budgets as (

    select * from {{ ref("ref_payer_budgets") }}

),

announcers as (

    select distinct
        claims.claim_id,
        entities.entity_id
    from claims
    inner join entities
        on
            claims.article_id = entities.article_id
            and claims.announcer_name = entities.surface

),

called_for as (

    select
        'R23' as rule_id,
        'info' as severity,
        promises.commitment_id,
        {{ both_places('calls', 'promises') }},
        calls.announcer_name || ' calls for it' as observed,
        promises.announcer_name || ' promises it' as expected,
        printf(
            'One article has %s call for this sum, another has %s announce it: the caller is not the payer.',
            calls.announcer_name,
            promises.announcer_name
        )
            as explanation,
        printf(
            'Un article voit %s appeler à réunir cette somme, un autre %s l''annoncer : appeler n''est pas payer.',
            calls.announcer_name,
            promises.announcer_name
        )
            as explanation_fr,
        'Keep the call and the promise apart until a first-hand source settles who pays.' as suggestion
    from claims as calls
    inner join announcers as callers on calls.claim_id = callers.claim_id
    inner join claims as promises
        on
            calls.currency = promises.currency
            and calls.amount_max = promises.amount_max
            and calls.article_id != promises.article_id
            and calls.sector is not distinct from promises.sector
            and not promises.is_call
    inner join announcers as promisers
        on
            promises.claim_id = promisers.claim_id
            and callers.entity_id = promisers.entity_id
    where calls.is_call
    qualify
        row_number() over (
            partition by calls.claim_id order by promises.published_on, promises.claim_id
        ) = 1

),

-- A payer and a body of the same first name in one article: a group and its subsidiary.
doubtful_payers as (

    select
        'R23' as rule_id,
        'info' as severity,
        claims.commitment_id,
        claims.article_id,
        null::varchar as other_article_id,
        entities.char_start,
        entities.char_end,
        claims.char_start as other_char_start,
        claims.char_end as other_char_end,
        claims.payer_name as observed,
        relatives.name_en as expected,
        printf(
            '%s pays; "%s" in the same article may be %s or %s.',
            claims.payer_name, entities.surface, payers.name_en, relatives.name_en
        ) as explanation,
        printf(
            '%s paie ; « %s » dans le même article peut être %s ou %s.',
            claims.payer_name_fr,
            entities.surface,
            coalesce(payers.name_fr, payers.name_en),
            coalesce(relatives.name_fr, relatives.name_en)
        ) as explanation_fr,
        'Keep the payer as stated and link parent and subsidiary.' as suggestion
    from claims
    inner join bodies as payers on claims.payer_entity_id = payers.entity_id
    inner join bodies as relatives
        on
            (
                payers.entity_id = relatives.parent_entity_id
                or payers.parent_entity_id = relatives.entity_id
            )
            and split_part(lower(payers.name_en), ' ', 1) = split_part(lower(relatives.name_en), ' ', 1)
    inner join entities
        on
            claims.article_id = entities.article_id
            and relatives.entity_id = entities.entity_id
    where
        payers.entity_type = 'company'
        and relatives.entity_type = 'company'
    qualify row_number() over (partition by claims.claim_id order by entities.char_start) = 1

),

-- What an article tells as sums of their own: no parts, demands or contracts.
single_sums as (

    select
        *,
        count(*) over (partition by article_id) as sum_count
    from claims
    where
        part_relation is null
        and not (is_umbrella or is_sum or is_call or is_deal)

),

-- A reader adds two sums where the article tells these two and no other; where a total is stated, int_findings_sums
-- reports it.
side_by_side as (

    select
        'R24' as rule_id,
        'info' as severity,
        null::varchar as commitment_id,
        public_claims.article_id,
        null::varchar as other_article_id,
        public_claims.char_start,
        public_claims.char_end,
        private_claims.char_start as other_char_start,
        private_claims.char_end as other_char_end,
        public_claims.payer_name || ': ' || public_money.surface as observed,
        private_claims.payer_name || ': ' || private_money.surface as expected,
        printf(
            '%s from %s and %s from %s are two commitments; their sum is not a third.',
            public_money.surface, public_claims.payer_name, private_money.surface, private_claims.payer_name
        ) as explanation,
        printf(
            '%s de %s et %s de %s sont deux engagements ; leur somme n''en est pas un troisième.',
            public_money.surface, public_claims.payer_name_fr, private_money.surface, private_claims.payer_name_fr
        ) as explanation_fr,
        'Take a total met elsewhere for an umbrella.' as suggestion
    from single_sums as public_claims
    inner join single_sums as private_claims
        on
            public_claims.article_id = private_claims.article_id
            and public_claims.currency = private_claims.currency
            and public_claims.sector is not distinct from private_claims.sector
    inner join {{ ref("int_money_resolved") }} as public_money
        on public_claims.money_mention_id = public_money.money_mention_id
    inner join {{ ref("int_money_resolved") }} as private_money
        on private_claims.money_mention_id = private_money.money_mention_id
    where
        public_claims.is_public_payer
        and not private_claims.is_public_payer
        and public_claims.payer_name is not null
        and private_claims.payer_entity_id is not null
        and not exists (
            select 1 from claims as totals
            where
                totals.article_id = public_claims.article_id
                and (totals.is_umbrella or totals.is_sum)
        )
        and public_claims.sum_count = 2
    qualify
        row_number() over (
            partition by public_claims.article_id
            order by public_claims.amount_max desc, private_claims.amount_max desc, public_claims.char_start asc
        ) = 1

),

-- What a state spends in a year, where the reference data knows it; a ministry is measured by its state.
affordable as (

    select
        claims.*,
        money.surface,
        budgets.amount as budget,
        budgets.fiscal_year,
        coalesce(claims.horizon_years, {{ rule_parameter('R28', 'unknown_horizon_years') }}) as years,
        {{ rule_parameter('R28', 'budget_share_maximum') }} as share_maximum
    from claims
    inner join budgets
        on
            budgets.entity_id in (claims.payer_entity_id, claims.payer_parent_id)
            and claims.currency = budgets.currency
    inner join {{ ref("int_money_resolved") }} as money on claims.money_mention_id = money.money_mention_id
    where
        claims.is_public_payer
        and not (claims.is_umbrella or claims.is_sum or claims.is_attraction or claims.is_call)

),

beyond_budget as (

    select
        'R28' as rule_id,
        'warn' as severity,
        commitment_id,
        article_id,
        null::varchar as other_article_id,
        char_start,
        char_end,
        null::bigint as other_char_start,
        null::bigint as other_char_end,
        surface as observed,
        printf('at most %.0f %% of a yearly budget, for %g years', 100 * share_maximum, years) as expected,
        printf(
            '%s is %.0f %% of what %s spends in a year (%s, %d).',
            surface,
            100 * amount_max::double / budget,
            payer_name,
            {{ amount_in_words("budget") }} || ' ' || currency,
            fiscal_year
        )
            as explanation,
        printf(
            '%s font %.0f %% de ce que %s dépense en un an (%s, %d).',
            surface,
            100 * amount_max::double / budget,
            payer_name_fr,
            {{ amount_in_words("budget", "fr") }} || ' ' || currency,
            fiscal_year
        )
            as explanation_fr,
        'Check the scale word, and whether private money is included.' as suggestion
    from affordable
    where amount_min::double > share_maximum * budget * greatest(years, 1)
    qualify row_number() over (partition by article_id, commitment_id order by char_start) = 1

),

findings as (

    select * from called_for
    union all
    select * from doubtful_payers
    union all
    select * from side_by_side
    union all
    select * from beyond_budget

)

select
    {{ finding_columns(absent=['factor']) }}
from findings
order by rule_id, article_id, char_start
