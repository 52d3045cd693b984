{{ config(materialized='pairs') }}
-- One row per pair of claims of different articles that share a blocking key, or whose articles share a rare name,
-- whose payers do not exclude each other, and that score at least as perhaps the same: the evidence for and against
-- their being one commitment, the score, and the rule that forbids the link, if any. What a person judged is a row
-- whatever the claims share, of one article too, and no rule forbids what was confirmed.
-- On top of a complete build only pairs are looked at of which a claim, a name or a key changed (`macros/changes.sql`).
-- Claims are numbered in the order of their ids: millions of pairs are joined by integers, and each step leaves out
-- what the next, dearer one need not look at. The facts are what a score needs of a claim before its payer is known.
{%- set payer_weight %}
case payer_relation
            when 'same' then {{ link_weight('same_payer') }}
            when 'related' then {{ link_weight('related_payer') }}
            when 'soft_conflict' then {{ link_weight('soft_payer_conflict') }}
            else {{ link_weight('unnamed_payer') }}
        end
{%- endset %}
with

claims as (

    select * from {{ ref('int_claims') }}

),

blocks as (

    select * from {{ ref('int_claim_blocks') }}

),

names as (

    select * from {{ ref('int_subject_names') }}

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

numbered_articles as (

    select
        article_id,
        published_on,
        row_number() over (order by article_id) as article_number,
        {{ is_paired_anew('article_id') }} as is_at_hand
    from articles

),

article_figures as (

    select
        numbered_articles.article_number,
        figures.figure_keys
    from {{ ref('int_article_figures') }} as figures
    inner join numbered_articles on figures.article_id = numbered_articles.article_id

),

claim_numbers as (

    select
        claim_id,
        row_number() over (order by article_id, claim_id) as claim_number
    from claims

),

numbered as (

    select
        claims.*,
        claim_numbers.claim_number,
        articles.article_number,
        articles.is_at_hand,
        articles.published_on,
        coalesce(governments.country, '') as payer_country,
        coalesce(governments.entity_type, '') as payer_entity_type,
        updates.article_id is not null
        or coalesce(claims.status_level, 0) >= {{ claim_parameter('paid_level') }}
        or not coalesce(claims.status in ('announced'), false) as is_update
    from claims
    inner join claim_numbers on claims.claim_id = claim_numbers.claim_id
    inner join numbered_articles as articles on claims.article_id = articles.article_id
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

    select distinct
        numbered_articles.article_number,
        numbered_articles.is_at_hand,
        names.name_key
    from names
    inner join numbered_articles on names.article_id = numbered_articles.article_id
    where names.is_rare

),

-- By what names the title or the sentence of a claim tells its subject, in which scripts.
subjects as (

    select
        numbered.claim_number,
        list(distinct names.script) as scripts,
        coalesce(list(distinct names.script) filter (where names.is_title), []) as title_scripts,
        coalesce(list(distinct names.name_key) filter (where names.is_title), []) as title_names
    from numbered
    inner join names on numbered.article_id = names.article_id
    where names.is_rare and (names.is_title or numbered.sentence_index = names.sentence_index)
    group by numbered.claim_number

),

shared_names as materialized (

    select
        least(own.article_number, met.article_number) as article_number,
        greatest(own.article_number, met.article_number) as other_article_number,
        count(*) as shared_name_count
    from rare_names as own
    inner join rare_names as met
        on
            own.name_key = met.name_key
            and own.article_number != met.article_number
    where own.is_at_hand and (own.article_number < met.article_number or not met.is_at_hand)
    group by own.article_number, met.article_number

),

facts as materialized (

    select
        numbered.claim_number,
        numbered.article_number,
        numbered.amount_max::double as amount,
        log10(nullif(numbered.amount_max, 0)::double) as log_amount,
        log_amount / {{ claim_parameter('similar_amount_distance') }} as log_amount_steps,
        {{ claim_parameter('same_amount_distance') }} as same_amount_distance,
        numbered.currency,
        -- one bit for each currency of its figures: claims without a common bit have no common currency
        coalesce(printed.currencies, 0) as currencies,
        numbered.payer_entity_id,
        lower(numbered.payer_name) as payer_name,
        numbered.recipient_entity_id,
        numbered.sector,
        numbered.modality,
        numbered.period_start,
        numbered.period_end,
        numbered.is_update,
        numbered.is_umbrella,
        numbered.is_deal,
        coalesce(numbered.part_relation in ('part', 'yearly_slice'), false) as is_part,
        coalesce(printed.currency_count > 1, false) as is_converted
    from numbered
    left join (
        select
            claim_number,
            bit_or(1::bigint << (hash(currency) % 62)::integer) as currencies,
            count(distinct currency) as currency_count
        from figures
        group by claim_number
    ) as printed on numbered.claim_number = printed.claim_number

),

numbered_keys as (

    select
        numbered.claim_number,
        numbered.article_number,
        numbered.is_at_hand,
        blocks.block_key,
        blocks.place
    from blocks
    inner join numbered on blocks.claim_id = numbered.claim_id

),

-- Beside what stands: what a key brings together that too many shared until now, or of which other claims come first.
met as (

    select
        least(own.claim_number, other.claim_number) as claim_number,
        greatest(own.claim_number, other.claim_number) as other_claim_number,
        least(own.article_number, other.article_number) as article_number,
        greatest(own.article_number, other.article_number) as other_article_number
    from numbered_keys as own
    inner join numbered_keys as other
        on
            own.block_key = other.block_key
            and own.article_number != other.article_number
    where
        own.is_at_hand
        and (own.article_number < other.article_number or not other.is_at_hand)
        and least(own.place, other.place) <= {{ link_weight('block_claims') }}
    {%- if keeps_pairs() %}
    union all
    select
        own.claim_number,
        other.claim_number as other_claim_number,
        own.article_number,
        other.article_number as other_article_number
    from numbered_keys as own
    inner join numbered_keys as other
        on
            own.block_key = other.block_key
            and own.article_number < other.article_number
    anti join (
        select
            a.claim_number,
            b.claim_number as other_claim_number
        from {{ this }} as pairs
        inner join numbered as a on pairs.claim_id = a.claim_id
        inner join numbered as b on pairs.other_claim_id = b.claim_id
    ) as standing
        on
            own.claim_number = standing.claim_number
            and other.claim_number = standing.other_claim_number
    anti join (
        select
            a.article_number,
            b.article_number as other_article_number
        from rare_names as a
        inner join rare_names as b on a.name_key = b.name_key
    ) as named
        on
            own.article_number = named.article_number
            and other.article_number = named.other_article_number
    where
        not own.is_at_hand
        and not other.is_at_hand
        and own.block_key in (select stirred_key from {{ ref('int_keys_stirred') }})
        and least(own.place, other.place) <= {{ link_weight('block_claims') }}
    {%- endif %}

),

-- Sums that are near and not equal, without a name or a recipient in common, are forbidden a link whatever else speaks
-- for it: left out before anything is kept of them.
shared_keys as materialized (

    select distinct
        met.claim_number,
        met.other_claim_number,
        met.article_number,
        met.other_article_number
    from met
    inner join facts as a on met.claim_number = a.claim_number
    inner join facts as b on met.other_claim_number = b.claim_number
    anti join shared_names
        on
            met.article_number = shared_names.article_number
            and met.other_article_number = shared_names.other_article_number
    where
        a.recipient_entity_id = b.recipient_entity_id
        or a.currency is distinct from b.currency
        or abs(a.log_amount - b.log_amount) <= {{ claim_parameter('same_amount_distance') }}
        or abs(a.log_amount - b.log_amount) > {{ claim_parameter('revised_amount_distance') }}

),

-- The last judgement of a pair counts, in whichever order it names the two.
judged as materialized (

    select
        least(a.claim_number, b.claim_number) as claim_number,
        greatest(a.claim_number, b.claim_number) as other_claim_number,
        least(a.article_number, b.article_number) as article_number,
        greatest(a.article_number, b.article_number) as other_article_number,
        first(
            judgements.judgement order by judgements.judged_on desc nulls last, judgements.judgement desc
        ) as judgement
    from judgements
    inner join numbered as a on judgements.claim_id = a.claim_id
    inner join numbered as b on judgements.other_claim_id = b.claim_id
    where a.claim_number != b.claim_number and (a.is_at_hand or b.is_at_hand)
    group by all

),

met_articles as (

    select
        article_number,
        other_article_number,
        shared_name_count
    from shared_names
    union all
    select distinct
        nameless.article_number,
        nameless.other_article_number,
        0 as shared_name_count
    from (
        select
            article_number,
            other_article_number
        from shared_keys
        union all
        select
            judged.article_number,
            judged.other_article_number
        from judged
        anti join shared_names
            on
                judged.article_number = shared_names.article_number
                and judged.other_article_number = shared_names.other_article_number
    ) as nameless

),

weighed_articles as (

    select
        met_articles.article_number,
        met_articles.other_article_number,
        met_articles.shared_name_count,
        coalesce(len(list_intersect(a_figures.figure_keys, b_figures.figure_keys)), 0) as shared_figure_count,
        abs(a.published_on - b.published_on) as days_apart,
        least(met_articles.shared_name_count, {{ claim_parameter('most_shared_names') }})
        * {{ link_weight('shared_name') }} as name_weight,
        least(greatest(shared_figure_count - 1, 0), {{ claim_parameter('most_shared_figures') }})
        * {{ link_weight('shared_figure') }} as figure_weight,
        case
            when days_apart <= {{ claim_parameter('near_dates_days') }} then {{ link_weight('near_dates') }}
            else 0.0
        end as date_weight
    from met_articles
    inner join numbered_articles as a on met_articles.article_number = a.article_number
    inner join numbered_articles as b on met_articles.other_article_number = b.article_number
    left join article_figures as a_figures on met_articles.article_number = a_figures.article_number
    left join article_figures as b_figures on met_articles.other_article_number = b_figures.article_number

),

paired_articles as materialized (

    select
        *,
        name_weight + figure_weight + date_weight as article_weight,
        article_weight
        + {{ link_weight('far_amount') }}
        + {{ link_weight('related_payer') }}
        + {{ link_weight('same_sector') }}
        + {{ link_weight('same_modality') }}
        + {{ link_weight('update_wording') }}
        + {{ link_weight('same_kind') }} >= {{ link_weight('maybe_threshold') }} as may_differ
    from weighed_articles

),

-- Most claims of two articles that share a name have nothing else to do with each other: with sums far apart only what
-- more the articles share, one payer, one recipient or one period could make them perhaps the same. No parameter is
-- looked up here: for each it would copy every pair.
named_pairs as (

    select
        a.claim_number,
        b.claim_number as other_claim_number,
        paired_articles.article_number,
        paired_articles.other_article_number,
        paired_articles.article_weight
    from paired_articles
    inner join facts as a on paired_articles.article_number = a.article_number
    inner join facts as b on paired_articles.other_article_number = b.article_number
    where
        paired_articles.shared_name_count > 0
        and (
            paired_articles.may_differ
            or (
                a.currency = b.currency
                and (
                    abs(a.log_amount_steps - b.log_amount_steps) <= 1
                    or {{ is_scale_slip("abs(a.log_amount - b.log_amount)", "a.same_amount_distance") }}
                )
            )
            or (
                a.currency is distinct from b.currency
                and (a.is_converted or b.is_converted)
                and a.currencies & b.currencies != 0
            )
            or a.payer_entity_id = b.payer_entity_id
            or a.payer_name = b.payer_name
            or a.recipient_entity_id = b.recipient_entity_id
            or (a.period_start = b.period_start and a.period_end = b.period_end)
            or (a.amount is null and b.amount is null)
        )

),

-- Without a name or a recipient in common, equal sums of other sectors or other months are a collision, and no rows.
keyed_pairs as (

    select
        shared_keys.claim_number,
        shared_keys.other_claim_number,
        shared_keys.article_number,
        shared_keys.other_article_number,
        paired_articles.article_weight
    from shared_keys
    inner join paired_articles
        on
            shared_keys.article_number = paired_articles.article_number
            and shared_keys.other_article_number = paired_articles.other_article_number
    inner join facts as a on shared_keys.claim_number = a.claim_number
    inner join facts as b on shared_keys.other_claim_number = b.claim_number
    where
        a.recipient_entity_id = b.recipient_entity_id
        or paired_articles.shared_figure_count > 1
        or (
            a.sector = b.sector
            and coalesce(paired_articles.days_apart <= {{ link_weight('collision_days') }}, true)
        )
        or (
            a.currency = b.currency
            and abs(a.log_amount - b.log_amount) > {{ claim_parameter('revised_amount_distance') }}
        )

),

blocked as (

    select
        claim_number,
        other_claim_number,
        article_number,
        other_article_number,
        article_weight
    from (
        select * from named_pairs
        union all
        select * from keyed_pairs
    ) as unjudged
    anti join judged
        on
            unjudged.claim_number = judged.claim_number
            and unjudged.other_claim_number = judged.other_claim_number
    union all
    select
        judged.claim_number,
        judged.other_claim_number,
        judged.article_number,
        judged.other_article_number,
        paired_articles.article_weight
    from judged
    inner join paired_articles
        on
            judged.article_number = paired_articles.article_number
            and judged.other_article_number = paired_articles.other_article_number

),

matched as (

    select
        blocked.*,
        coalesce(a.payer_entity_id = b.payer_entity_id or a.payer_name = b.payer_name, false) as has_same_payer,
        case
            when a.amount is null and b.amount is null then 0.0
            when a.currency = b.currency then abs(a.log_amount - b.log_amount)
        end as amount_distance,
        (a.currency is distinct from b.currency) as has_other_currency,
        (a.is_converted or b.is_converted) and a.currencies & b.currencies != 0 as has_conversion,
        coalesce(a.recipient_entity_id = b.recipient_entity_id, false) as has_same_recipient,
        coalesce(a.sector = b.sector, false) as has_same_sector,
        a.modality = b.modality as has_same_modality,
        a.period_start = b.period_start and a.period_end = b.period_end as has_same_period,
        (a.period_start > b.period_end or b.period_start > a.period_end) as has_disjoint_period,
        a.is_update or b.is_update as has_update,
        a.is_deal != b.is_deal as is_deal_mixed,
        a.is_deal and b.is_deal as are_deals,
        a.is_part != b.is_part as is_part_mixed,
        a.is_umbrella != b.is_umbrella as is_umbrella_mixed,
        (a.amount is null) != (b.amount is null) as is_amount_mixed,
        a.amount is null and b.amount is null as are_unquantified
    from blocked
    inner join facts as a on blocked.claim_number = a.claim_number
    inner join facts as b on blocked.other_claim_number = b.claim_number

),

weighed_without_payers as (

    select
        *,
        case
            when are_unquantified then {{ link_weight('near_amount') }}
            when amount_distance <= {{ claim_parameter('same_amount_distance') }} then {{ link_weight('same_amount') }}
            when amount_distance <= {{ claim_parameter('near_amount_distance') }} then {{ link_weight('near_amount') }}
            when amount_distance <= {{ claim_parameter('revised_amount_distance') }}
                then {{ link_weight('revised_amount') }}
            when amount_distance <= {{ claim_parameter('similar_amount_distance') }}
                then {{ link_weight('similar_amount') }}
            when {{ is_scale_slip("amount_distance", claim_parameter("same_amount_distance")) }}
                then {{ link_weight('scale_slip') }}
            else {{ link_weight('far_amount') }}
        end as own_amount_weight,
        case when has_same_recipient then {{ link_weight('same_recipient') }} else 0.0 end as recipient_weight,
        case when has_same_sector then {{ link_weight('same_sector') }} else 0.0 end as sector_weight,
        case when has_same_modality then {{ link_weight('same_modality') }} else 0.0 end as modality_weight,
        case
            when has_same_period then {{ link_weight('same_period') }}
            when has_disjoint_period then {{ link_weight('disjoint_period') }}
            else 0.0
        end as period_weight,
        case when has_update then {{ link_weight('update_wording') }} else 0.0 end as update_weight,
        case
            when are_deals then {{ link_weight('same_kind') }}
            when is_part_mixed or is_umbrella_mixed then {{ link_weight('other_kind') }}
            else 0.0
        end as kind_weight
    from matched

),

-- What neither a related payer nor a conversion could lift to perhaps the same is looked at no further.
promising as (

    select
        weighed.*,
        judged.judgement,
        weighed.article_weight
        + weighed.recipient_weight
        + weighed.sector_weight
        + weighed.modality_weight
        + weighed.period_weight
        + case
            when weighed.own_amount_weight < {{ link_weight('same_amount') }} then weighed.update_weight
            else 0.0
        end
        + weighed.kind_weight as score_without_payers,
        case
            when weighed.has_other_currency and weighed.has_conversion and not weighed.are_unquantified
                then {{ link_weight('converted_amount') }}
            else weighed.own_amount_weight
        end as most_amount_weight
    from weighed_without_payers as weighed
    left join judged
        on
            weighed.claim_number = judged.claim_number
            and weighed.other_claim_number = judged.other_claim_number
    where
        judged.judgement is not null
        or round(
            score_without_payers
            + most_amount_weight
            + case
                when weighed.has_same_payer then {{ link_weight('same_payer') }}
                else {{ link_weight('related_payer') }}
            end,
            3
        ) >= {{ link_weight('maybe_threshold') }}

),

payers as materialized (

    select
        claim_number,
        payer_entity_id,
        lower(payer_name) as payer_name,
        is_public_payer,
        payer_country,
        payer_entity_type = 'government' as is_government,
        payer_basis in ('article', 'government', 'none') as is_presumed,
        is_umbrella,
        is_attraction,
        is_deal,
        language
    from numbered

),

related as (

    select
        promising.*,
        case
            when a.payer_name is null or b.payer_name is null then 'unnamed'
            -- whom neither names, but both are taken to mean, is one payer by guess only
            when a.payer_entity_id = b.payer_entity_id or a.payer_name = b.payer_name
                then case when a.is_presumed and b.is_presumed then 'related' else 'same' end
            when contains(a.payer_name, b.payer_name) or contains(b.payer_name, a.payer_name) then 'related'
            when
                a.payer_country != ''
                and a.payer_country = b.payer_country
                and a.is_public_payer
                and b.is_public_payer
                and not (a.is_government and b.is_government)
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
            when a.is_presumed or b.is_presumed
                then case when a.is_public_payer = b.is_public_payer then 'unnamed' else 'conflict' end
            when a.is_deal and b.is_deal then 'unnamed'
            else 'conflict'
        end as payer_relation
    from promising
    inner join payers as a on promising.claim_number = a.claim_number
    inner join payers as b on promising.other_claim_number = b.claim_number

),

-- The payers told, most of what a related one could have lifted falls away.
compatible as materialized (

    select
        *,
        {{ payer_weight }} as payer_weight
    from related
    where
        judgement is not null
        or (
            payer_relation != 'conflict'
            and round(score_without_payers + most_amount_weight + {{ payer_weight }}, 3)
            >= {{ link_weight('maybe_threshold') }}
        )

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
        a.claim_id,
        b.claim_id as other_claim_id,
        a.article_id,
        b.article_id as other_article_id,
        paired_articles.shared_name_count,
        paired_articles.shared_figure_count,
        paired_articles.days_apart,
        paired_articles.name_weight,
        paired_articles.figure_weight,
        paired_articles.date_weight,
        a.is_call != b.is_call as is_call_mixed,
        a.amount_kind = 'comparison' or b.amount_kind = 'comparison' as is_comparison,
        amount_distances.log_distance as any_distance,
        case paired_articles.shared_name_count
            when 0 then list_has_any(a_subjects.scripts, b_subjects.scripts)
            when 1
                then
                    list_has_any(a_subjects.title_scripts, b_subjects.title_scripts)
                    and not list_has_any(a_subjects.title_names, b_subjects.title_names)
        end as has_other_names
    from compatible
    inner join numbered as a on compatible.claim_number = a.claim_number
    inner join numbered as b on compatible.other_claim_number = b.claim_number
    inner join paired_articles
        on
            compatible.article_number = paired_articles.article_number
            and compatible.other_article_number = paired_articles.other_article_number
    left join subjects as a_subjects on compatible.claim_number = a_subjects.claim_number
    left join subjects as b_subjects on compatible.other_claim_number = b_subjects.claim_number
    left join amount_distances
        on
            compatible.claim_number = amount_distances.claim_number
            and compatible.other_claim_number = amount_distances.other_claim_number

),

weighed as (

    select
        *,
        case
            when
                has_other_currency
                and not are_unquantified
                and any_distance <= {{ claim_parameter('near_amount_distance') }}
                then {{ link_weight('converted_amount') }}
            else own_amount_weight
        end as amount_weight,
        case
            when judgement = 'confirmed' then null
            when judgement = 'rejected' then 'judgement'
            when is_call_mixed then 'call'
            when is_deal_mixed then 'deal'
            when is_amount_mixed then 'no_amount'
            when is_part_mixed and amount_distance > {{ claim_parameter('same_amount_distance') }} then 'part_of'
            when is_comparison and amount_distance > {{ claim_parameter('same_amount_distance') }} then 'comparison'
            when days_apart > {{ claim_parameter('time_gap_days') }} and not has_update then 'time_gap'
            -- months later another sum of the same payer for the same plan is a new round
            when
                amount_distance > {{ claim_parameter('revised_amount_distance') }}
                and days_apart > {{ link_weight('collision_days') }}
                then 'other_round'
            when coalesce(amount_distance, any_distance, 0) > {{ claim_parameter('same_amount_distance') }}
                and shared_name_count = 0
                and not has_same_recipient
                then 'nothing_in_common'
            -- days later the same sum for what is called otherwise is another project, and so is another sum
            when
                has_other_names
                and days_apart > {{ link_weight('retold_days') }}
                and (shared_name_count = 0 or amount_distance > {{ claim_parameter('same_amount_distance') }})
                and not has_same_recipient
                then 'other_names'
        end as forbidden_by
    from compared

),

scored as (

    select
        *,
        round(
            case
                when judgement = 'confirmed' then 99.0
                else score_without_payers + payer_weight + amount_weight
            end,
            3
        ) as score
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
