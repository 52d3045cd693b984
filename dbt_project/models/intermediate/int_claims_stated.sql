{{ config(materialized='incremental') }}
-- One row per claim with an amount, before it is compared with the other claims of its article: what the statements of
-- the sum say together about payer, stage and horizon.
with

mentions as (

    select * from {{ changed_rows('int_claim_mentions') }}
    where mention_role = 'statement'

),

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

payers as (

    select * from {{ changed_rows('int_amount_payers') }}

),

statuses as (

    select * from {{ changed_rows('int_amount_statuses') }}

),

ladder as (

    select * from {{ ref('ref_statuses') }}

),

periods as (

    select * from {{ changed_rows('int_amount_periods') }}

),

-- A ministry says more than its government, a name in the sentence more than one carried over.
payer_votes as (

    select
        mentions.claim_id,
        payers.*
    from mentions
    inner join payers on mentions.money_mention_id = payers.money_mention_id
    inner join amounts on mentions.money_mention_id = amounts.money_mention_id
    qualify
        row_number() over (
            partition by mentions.claim_id
            order by
                payers.payer_basis in ('sentence', 'role') desc,
                payers.payer_type = 'ministry' desc nulls last,
                mentions.is_chosen desc,
                amounts.passage_kind in ('title', 'heading') asc,
                amounts.char_start asc
        ) = 1

),

-- The highest rung that a clear cue of the text reaches.
status_votes as (

    select
        mentions.claim_id,
        statuses.*,
        ladder.level
    from mentions
    inner join statuses on mentions.money_mention_id = statuses.money_mention_id
    inner join amounts on mentions.money_mention_id = amounts.money_mention_id
    left join ladder on statuses.status = ladder.status
    qualify
        row_number() over (
            partition by mentions.claim_id
            order by
                statuses.status in ('cancelled', 'suspended', 'rejected') and statuses.status_strength >= 1.0 desc,
                statuses.status_strength >= 1.0 and amounts.passage_kind not in ('title', 'heading') desc,
                coalesce(ladder.level, 2) desc,
                statuses.status_strength desc,
                amounts.char_start asc
        ) = 1

),

period_votes as (

    select
        mentions.claim_id,
        periods.*
    from mentions
    inner join periods on mentions.money_mention_id = periods.money_mention_id
    inner join amounts on mentions.money_mention_id = amounts.money_mention_id
    qualify
        row_number() over (
            partition by mentions.claim_id
            order by
                periods.period_start is not null and periods.period_end is not null desc,
                periods.period_basis in ('span', 'duration_from') desc,
                amounts.passage_kind in ('title', 'heading') asc,
                mentions.is_chosen desc,
                amounts.char_start asc
        ) = 1

),

horizons as (

    select
        mentions.claim_id,
        max(periods.horizon_years) as horizon_years
    from mentions
    inner join periods on mentions.money_mention_id = periods.money_mention_id
    group by mentions.claim_id

),

modalities as (

    select
        mentions.claim_id,
        first(amounts.modality order by amounts.modality = 'exact' asc, amounts.char_start asc)
        filter (where amounts.passage_kind not in ('title', 'heading')) as stated_modality,
        count(*) as statement_count,
        bool_or(amounts.role = 'deal_value') as is_deal,
        bool_or(amounts.role = 'budget_request') as is_request,
        bool_or(amounts.role = 'political_call') as is_call,
        bool_or(amounts.role = 'private_attraction') as is_attraction,
        bool_and(amounts.role = 'project_cost') as is_cost,
        max(amounts.role_score) as role_score
    from mentions
    inner join amounts on mentions.money_mention_id = amounts.money_mention_id
    group by mentions.claim_id

),

assembled as (

    select
        chosen.claim_id,
        chosen.article_id,
        chosen.money_mention_id,
        amounts.passage_index,
        amounts.sentence_index,
        amounts.char_start,
        amounts.char_end,
        amounts.group_end,
        amounts.next_start,
        amounts.sentence_start,
        amounts.sentence_end,
        amounts.sentence_text,
        amounts.language,
        amounts.passage_kind,
        amounts.amount_min,
        amounts.amount_max,
        amounts.currency,
        amounts.printed_precision,
        coalesce(modalities.stated_modality, amounts.modality) as modality,
        amounts.per,
        modalities.statement_count,
        modalities.is_deal,
        modalities.is_request,
        modalities.is_call,
        modalities.is_attraction,
        modalities.is_cost,
        modalities.role_score,
        payer_votes.payer_entity_id,
        case
            when payer_votes.partner_count > 0 then concat_ws('; ', payer_votes.payer_name, payer_votes.partner_names)
            else payer_votes.payer_name
        end as payer_name,
        payer_votes.partner_count,
        payer_votes.payer_basis,
        payer_votes.payer_type,
        payer_votes.is_public as is_public_payer,
        payer_votes.payer_score,
        status_votes.status,
        status_votes.level as status_level,
        status_votes.status_cue,
        status_votes.status_cue_start,
        status_votes.status_cue_end,
        status_votes.status_strength,
        period_votes.period_start,
        period_votes.period_end,
        period_votes.period_basis,
        horizons.horizon_years
    from mentions as chosen
    inner join amounts on chosen.money_mention_id = amounts.money_mention_id
    inner join payer_votes on chosen.claim_id = payer_votes.claim_id
    inner join status_votes on chosen.claim_id = status_votes.claim_id
    inner join modalities on chosen.claim_id = modalities.claim_id
    left join period_votes on chosen.claim_id = period_votes.claim_id
    left join horizons on chosen.claim_id = horizons.claim_id
    where chosen.is_chosen

)

select * from assembled
order by claim_id
