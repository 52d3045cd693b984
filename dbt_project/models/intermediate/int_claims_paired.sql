-- One row per pair of claims of different articles that share a blocking key, whose payers do not exclude each other,
-- and that score at least as perhaps the same, or that a person judged: the evidence for and against their being one
-- commitment, the score, and the rule that forbids the link, if any.
-- Claims are numbered in the order of their ids: millions of pairs are joined by integers, and each step leaves out
-- what the next, dearer one need not look at.
with

claims as (

    select * from {{ ref('int_claims') }}

),

keys as (

    select * from {{ ref('int_claim_keys') }}

),

names as (

    select * from {{ ref('int_claim_names') }}

),

claim_mentions as (

    select * from {{ ref('int_claim_mentions') }}

),

amounts as (

    select * from {{ ref('int_money_resolved') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

governments as (

    select * from {{ ref('int_entity_governments') }}

),

cues as (

    select * from {{ ref('stg_status_cues') }}

),

judgements as (

    select * from {{ ref('ref_judgements') }}

),

updates as (

    select
        article_id,
        sentence_index
    from cues
    where cue_type = 'update' and not is_duplicate
    group by article_id, sentence_index

),

-- All figures of the article but those of the claim itself.
article_figures as (

    select distinct
        article_id,
        currency,
        amount_max as amount
    from amounts
    where not is_duplicate and amount_max >= 100000 and not is_vague

),

numbered as (

    select
        claims.*,
        row_number() over (order by claims.claim_id) as claim_number,
        articles.published_on,
        coalesce(governments.country, '') as payer_country,
        coalesce(governments.entity_type, '') as payer_entity_type,
        updates.article_id is not null as has_update
    from claims
    inner join articles on claims.article_id = articles.article_id
    left join governments on claims.payer_entity_id = governments.entity_id
    left join updates
        on
            claims.article_id = updates.article_id
            and claims.sentence_index = updates.sentence_index

),

figures as (

    select distinct
        numbered.claim_number,
        amounts.currency,
        amounts.amount_max::double as amount
    from numbered
    inner join claim_mentions on numbered.claim_id = claim_mentions.claim_id
    inner join amounts on claim_mentions.money_mention_id = amounts.money_mention_id
    where amounts.amount_max > 0

),

rare_names as (

    select
        numbered.claim_number,
        numbered.article_id,
        names.name_key
    from numbered
    inner join names on numbered.claim_id = names.claim_id
    where names.is_rare

),

numbered_keys as (

    select
        numbered.claim_number,
        keys.article_id,
        keys.block_key
    from keys
    inner join numbered on keys.claim_id = numbered.claim_id

),

blocked as materialized (

    select distinct
        first_keys.claim_number,
        second_keys.claim_number as other_claim_number
    from numbered_keys as first_keys
    inner join numbered_keys as second_keys
        on
            first_keys.block_key = second_keys.block_key
            and first_keys.article_id != second_keys.article_id
            and first_keys.claim_number < second_keys.claim_number

),

matched as (

    select
        blocked.claim_number,
        blocked.other_claim_number,
        a.claim_id,
        b.claim_id as other_claim_id,
        a.article_id,
        b.article_id as other_article_id,
        case
            when a.amount_max is null and b.amount_max is null then 0.0
            when a.currency = b.currency then abs(log10(a.amount_max::double / nullif(b.amount_max::double, 0)))
        end as amount_distance,
        (a.currency is distinct from b.currency) as has_other_currency,
        case
            when a.payer_name is null or b.payer_name is null then 'unnamed'
            when a.payer_entity_id = b.payer_entity_id or lower(a.payer_name) = lower(b.payer_name) then 'same'
            when
                contains(lower(a.payer_name), lower(b.payer_name)) or contains(lower(b.payer_name), lower(a.payer_name))
                then 'related'
            when
                a.payer_country != ''
                and a.payer_country = b.payer_country
                and a.is_public_payer
                and b.is_public_payer
                and not (a.payer_entity_type = 'government' and b.payer_entity_type = 'government')
                then 'related'
            when a.is_umbrella and b.is_umbrella then 'related'
            when a.is_attraction or b.is_attraction then 'soft_conflict'
            when
                not a.is_public_payer
                and not b.is_public_payer
                and (a.payer_entity_id is null or b.payer_entity_id is null)
                then 'unnamed'
            -- 海洋水産省 and the Ministry of Oceans: a body that no list knows contradicts no name of another language
            when
                a.is_public_payer = b.is_public_payer
                and a.language != b.language
                and (a.payer_entity_id is null or b.payer_entity_id is null)
                then 'unnamed'
            when a.payer_basis in ('article', 'government', 'none')
                or b.payer_basis in ('article', 'government', 'none')
                then case when a.is_public_payer = b.is_public_payer then 'unnamed' else 'conflict' end
            when a.is_deal and b.is_deal then 'unnamed'
            else 'conflict'
        end as payer_relation,
        a.recipient_entity_id is not null and a.recipient_entity_id = b.recipient_entity_id as has_same_recipient,
        a.sector = b.sector as has_same_sector,
        a.modality = b.modality as has_same_modality,
        a.period_start = b.period_start and a.period_end = b.period_end as has_same_period,
        (a.period_start > b.period_end or b.period_start > a.period_end) as has_disjoint_period,
        abs(a.published_on - b.published_on) as days_apart,
        a.has_update or b.has_update or coalesce(a.status_level, 0) >= 7 or coalesce(b.status_level, 0) >= 7
        or not coalesce(a.status in ('announced'), false)
        or not coalesce(b.status in ('announced'), false) as has_update,
        a.is_call != b.is_call as is_call_mixed,
        a.is_deal != b.is_deal as is_deal_mixed,
        a.is_deal and b.is_deal as are_deals,
        coalesce(a.part_relation in ('part', 'yearly_slice'), false)
        != coalesce(b.part_relation in ('part', 'yearly_slice'), false) as is_part_mixed,
        a.is_umbrella != b.is_umbrella as is_umbrella_mixed,
        (a.amount_max is null) != (b.amount_max is null) as is_amount_mixed,
        a.amount_max is null and b.amount_max is null as are_unquantified,
        a.amount_kind = 'comparison' or b.amount_kind = 'comparison' as is_comparison
    from blocked
    inner join numbered as a on blocked.claim_number = a.claim_number
    inner join numbered as b on blocked.other_claim_number = b.claim_number

),

compatible as materialized (

    select * from matched
    where payer_relation != 'conflict'

),

shared_names as (

    select
        first_names.claim_number,
        second_names.claim_number as other_claim_number,
        count(*) as shared_name_count
    from rare_names as first_names
    inner join rare_names as second_names
        on
            first_names.name_key = second_names.name_key
            and first_names.article_id != second_names.article_id
            and first_names.claim_number < second_names.claim_number
    group by first_names.claim_number, second_names.claim_number

),

article_pairs as (

    select distinct
        article_id,
        other_article_id
    from compatible

),

shared_figures as (

    select
        article_pairs.article_id,
        article_pairs.other_article_id,
        count(*) as shared_figure_count
    from article_pairs
    inner join article_figures as first_figures on article_pairs.article_id = first_figures.article_id
    inner join article_figures as second_figures
        on
            article_pairs.other_article_id = second_figures.article_id
            and first_figures.currency = second_figures.currency
            and first_figures.amount = second_figures.amount
    group by article_pairs.article_id, article_pairs.other_article_id

),

-- What one claim says in any currency against what the other says: only where their own amounts have no common one. In
-- two steps, for a planner that joins figures on their currency first makes all pairs of them.
first_figures as materialized (

    select
        compatible.claim_number,
        compatible.other_claim_number,
        figures.currency,
        figures.amount
    from compatible
    inner join figures on compatible.claim_number = figures.claim_number
    where compatible.amount_distance is null

),

amount_distances as (

    select
        first_figures.claim_number,
        first_figures.other_claim_number,
        min(abs(log10(first_figures.amount / figures.amount))) as log_distance
    from first_figures
    inner join figures
        on
            first_figures.other_claim_number = figures.claim_number
            and first_figures.currency = figures.currency
    group by first_figures.claim_number, first_figures.other_claim_number

),

compared as (

    select
        compatible.*,
        coalesce(shared_names.shared_name_count, 0) as shared_name_count,
        coalesce(shared_figures.shared_figure_count, 0) as shared_figure_count,
        amount_distances.log_distance as any_distance,
        judgements.judgement
    from compatible
    left join shared_names
        on
            compatible.claim_number = shared_names.claim_number
            and compatible.other_claim_number = shared_names.other_claim_number
    left join shared_figures
        on
            compatible.article_id = shared_figures.article_id
            and compatible.other_article_id = shared_figures.other_article_id
    left join amount_distances
        on
            compatible.claim_number = amount_distances.claim_number
            and compatible.other_claim_number = amount_distances.other_claim_number
    left join judgements
        on
            least(judgements.claim_id, judgements.other_claim_id) = compatible.claim_id
            and greatest(judgements.claim_id, judgements.other_claim_id) = compatible.other_claim_id

),

weighed as (

    select
        *,
        case payer_relation
            when 'same' then {{ link_weight('same_payer') }}
            when 'related' then {{ link_weight('related_payer') }}
            when 'soft_conflict' then {{ link_weight('soft_payer_conflict') }}
            else {{ link_weight('unnamed_payer') }}
        end as payer_weight,
        case
            when are_unquantified then {{ link_weight('near_amount') }}
            when amount_distance <= 0.0044 then {{ link_weight('same_amount') }}
            when amount_distance <= 0.026 then {{ link_weight('near_amount') }}
            when has_other_currency and any_distance <= 0.026 then {{ link_weight('converted_amount') }}
            when amount_distance <= 0.065 then {{ link_weight('revised_amount') }}
            when amount_distance <= 0.31 then {{ link_weight('similar_amount') }}
            when amount_distance is not null and abs(amount_distance - round(amount_distance)) < 0.0044
                then {{ link_weight('scale_slip') }}
            else {{ link_weight('far_amount') }}
        end as amount_weight,
        least(shared_name_count, 3) * {{ link_weight('shared_name') }} as name_weight,
        least(greatest(shared_figure_count - 1, 0), 4) * {{ link_weight('shared_figure') }} as figure_weight,
        case when has_same_recipient then {{ link_weight('same_recipient') }} else 0.0 end as recipient_weight,
        case when has_same_sector then {{ link_weight('same_sector') }} else 0.0 end as sector_weight,
        case when has_same_modality then {{ link_weight('same_modality') }} else 0.0 end as modality_weight,
        case
            when has_same_period then {{ link_weight('same_period') }}
            when has_disjoint_period then {{ link_weight('disjoint_period') }}
            else 0.0
        end as period_weight,
        case when days_apart <= 21 then {{ link_weight('near_dates') }} else 0.0 end as date_weight,
        case when has_update then {{ link_weight('update_wording') }} else 0.0 end as update_weight,
        case
            when are_deals then {{ link_weight('same_kind') }}
            when is_part_mixed or is_umbrella_mixed then {{ link_weight('other_kind') }}
            else 0.0
        end as kind_weight,
        case
            when judgement = 'rejected' then 'judgement'
            when is_call_mixed then 'call'
            when is_deal_mixed then 'deal'
            when is_amount_mixed then 'no_amount'
            when is_part_mixed and amount_distance > 0.0044 then 'part_of'
            when is_comparison and amount_distance > 0.0044 then 'comparison'
            when days_apart > 400 and not has_update then 'time_gap'
            -- months later another sum of the same payer for the same plan is a new round
            when amount_distance > 0.065 and days_apart > {{ link_weight('collision_days') }} then 'other_round'
            when coalesce(amount_distance, any_distance, 0) > 0.0044
                and shared_name_count = 0
                and not coalesce(has_same_recipient, false)
                then 'nothing_in_common'
            when
                shared_name_count = 0
                and not coalesce(has_same_recipient, false)
                and shared_figure_count <= 1
                and (not coalesce(has_same_sector, false) or days_apart > {{ link_weight('collision_days') }})
                then 'collision'
        end as forbidden_by
    from compared

),

scored as (

    select
        *,
        round(case when judgement = 'confirmed' then 99.0 else
                payer_weight
                + amount_weight
                + name_weight
                + figure_weight
                + recipient_weight
                + sector_weight
                + modality_weight
                + period_weight
                + date_weight
                + case when amount_weight < 2.9 then update_weight else 0.0 end
                + kind_weight
        end, 3) as score
    from weighed

)

select
    claim_id,
    other_claim_id,
    article_id,
    other_article_id,
    score,
    forbidden_by,
    judgement,
    payer_relation,
    payer_weight,
    amount_weight,
    name_weight,
    figure_weight,
    recipient_weight,
    sector_weight,
    modality_weight,
    period_weight,
    date_weight,
    update_weight,
    kind_weight,
    amount_distance,
    shared_name_count,
    shared_figure_count,
    days_apart
from scored
where score >= {{ link_weight('maybe_threshold') }} or judgement is not null
order by claim_id, other_claim_id
