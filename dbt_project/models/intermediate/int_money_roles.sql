{{ config(materialized='incremental') }}
-- One row per amount outside repeated passages: its role in the terms of the handbook, and the claim it states or
-- converts.
with

roles as (

    select * from {{ changed_rows('int_amount_roles') }}

),

claim_mentions as (

    select * from {{ changed_rows('int_claim_mentions') }}

),

claims as (

    select * from {{ changed_rows('int_claims') }}

),

parts as (

    select * from {{ changed_rows('int_claim_parts') }}

),

shares as (

    select * from {{ changed_rows('int_claim_shares') }}

),

shapes as (

    select * from {{ changed_rows('int_amount_shapes') }}

),

payers as (

    select * from {{ changed_rows('int_amount_payers') }}

),

amounts as (

    select * from {{ changed_rows('int_money_resolved') }}

),

cued as (

    select
        money_mention_id,
        bool_or(cue_type = 'role' and cue_code = 'market_size') as is_market,
        bool_or(
            cue_type = 'part' and amounts_between = 0 and gap <= {{ claim_parameter('share_chars') }}
        ) as is_part,
        min(cue_start) filter (
            where (cue_type = 'status' and cue_code = 'budget_requested')
            or (cue_type = 'role' and cue_code = 'budget_request')
        ) as request_start
    from {{ changed_rows('int_amount_cues') }}
    group by money_mention_id

),

-- "12 million a year for four years, 48 million in all": a sum with its yearly slice beside it.
slices as (

    select distinct whole.claim_id
    from parts
    inner join claims as slice on parts.claim_id = slice.claim_id
    inner join claims as whole
        on
            parts.whole_id = whole.claim_id
            and slice.sentence_index = whole.sentence_index
    where parts.relation = 'yearly_slice'

),

-- Sentences that speak of a budget, or follow one that does.
budgets as (

    select
        article_id,
        sentence_index,
        coalesce(regexp_matches(
            lower(concat_ws(
                ' ', lag(sentence_text) over (partition by article_id order by sentence_index), sentence_text
            )),
            '{{ var("budget_words_pattern") }}'
        ), false) as is_budget
    from {{ changed_rows('int_sentences_cut') }}

),

-- What belongs to a request that is no part of a plan is requested. A claim stands on its own, unless words or sums tie
-- it to its plan, when the plan is another payer's and told far from it, when it is only thought of, when it was given
-- up, or when its sentence tells what it is a year.
tied as (

    select
        part.claim_id,
        bool_or(
            whole.is_request and whole.part_relation is null and part.status = 'budget_requested'
        ) as is_requested,
        bool_and(
            (
                parts.relation in ('part', 'yearly_slice')
                and part.payer_basis = 'sentence'
                and part.payer_name is distinct from whole.payer_name
                and abs(part.sentence_index - whole.sentence_index) >= {{ claim_parameter('far_whole_sentences') }}
                and not part.is_of_one_year
            )
            or (
                part.status = 'considered'
                and not coalesce(cued.is_part, false)
                and not part.is_of_one_year
                and (
                    parts.relation = 'part'
                    or part.sentence_index - whole.sentence_index >= {{ claim_parameter('farther_whole_sentences') }}
                )
            )
            or (parts.relation = 'part' and part.status in ('cancelled', 'rejected', 'suspended'))
            or (parts.relation = 'part' and slices.claim_id is not null)
        ) as is_apart
    from parts
    inner join (
        select
            *,
            coalesce(period_end - period_start <= {{ claim_parameter('one_year_days') }}, false) as is_of_one_year
        from claims
    ) as part on parts.claim_id = part.claim_id
    inner join claims as whole on parts.whole_id = whole.claim_id
    left join slices on parts.claim_id = slices.claim_id
    left join cued on part.money_mention_id = cued.money_mention_id
    group by part.claim_id

),

named as (

    select
        roles.money_mention_id,
        roles.article_id,
        case
            when
                roles.role = 'currency_equivalent'
                and roles.equivalent_of_id is null
                and roles.passage_kind in ('title', 'heading')
                and claims.claim_id is not null
                then case when claims.is_deal then 'deal_value' else 'commitment_total' end
            -- "875 dollars a month, against 1,420": a price beside another is a price
            when
                roles.role = 'comparison' and amounts.amount_max < {{ claim_parameter('least_claim_amount') }}
                then 'other'
            -- 防衛省は…を求めた: what an authority asks for is a request
            when roles.role = 'political_call' and claims.status = 'budget_requested' then 'budget_request'
            when roles.role in ('currency_equivalent', 'comparison', 'deal_value', 'political_call') then roles.role
            -- a contract is one between two parties, whoever's plan pays for it, but for one that is paid by several
            when
                roles.role = 'commitment'
                and (
                    (
                        shapes.shape in ('contract', 'supply')
                        and not coalesce(claims.is_umbrella or claims.is_sum, false)
                    )
                    or (roles.rival_role = 'deal_value' and amounts.per = 'year')
                )
                then 'deal_value'
            -- asked of somebody, not in a budget, or refused: a sum like any other
            when
                roles.role = 'budget_request'
                and (
                    claims.status in ('cancelled', 'rejected', 'suspended')
                    or (
                        not budgets.is_budget
                        and coalesce(payers.payer_start > cued.request_start, true)
                    )
                )
                then 'commitment_total'
            when roles.role = 'budget_request' then roles.role
            when roles.role = 'commitment' and tied.is_requested then 'budget_request'
            when
                claims.part_relation is not null
                and shares.claim_id is null
                and tied.is_apart
                then 'commitment_total'
            when claims.part_relation is not null or shares.claim_id is not null then 'commitment_part'
            when roles.role in ('commitment', 'private_attraction', 'project_cost') then 'commitment_total'
            when roles.role in ('instalment', 'pace') then 'commitment_part'
            when roles.role in ('elsewhere', 'denied', 'turnover') then 'comparison'
            when roles.role in ('shortfall', 'valuation') then 'other'
            -- how large a market will be is still its size
            when roles.role = 'forecast' and cued.is_market then 'market_size'
            else roles.role
        end as role,
        roles.role_score,
        roles.role_cues,
        claims.claim_id
    from roles
    inner join amounts on roles.money_mention_id = amounts.money_mention_id
    left join claim_mentions on roles.money_mention_id = claim_mentions.money_mention_id
    left join claims on coalesce(claim_mentions.claim_id, 'none') = claims.claim_id
    left join tied on claims.claim_id = tied.claim_id
    left join shares on claims.claim_id = shares.claim_id
    left join shapes on roles.money_mention_id = shapes.money_mention_id
    left join payers on roles.money_mention_id = payers.money_mention_id
    left join cued on roles.money_mention_id = cued.money_mention_id
    left join budgets
        on
            roles.article_id = budgets.article_id
            and roles.sentence_index = budgets.sentence_index

)

select * from named
order by money_mention_id
