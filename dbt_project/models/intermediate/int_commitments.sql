-- One row per commitment: the claim that represents it, the stage it has reached, and whether it counts in totals.
with

claims as (

    select * from {{ ref('int_claims') }}

),

claim_commitments as (

    select * from {{ ref('int_claim_commitments') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

sources as (

    select * from {{ ref('int_source_clusters') }}

),

relations as (

    select * from {{ ref('int_commitment_relations') }}

),

cues as (

    select * from {{ ref('stg_status_cues') }}

),

ladder as (

    select * from {{ ref('ref_statuses') }}

),

-- Money cannot flow before its first day: a text that says so contradicts itself and proves no more than an
-- announcement.
judged as (

    select
        claims.*,
        claim_commitments.commitment_id,
        articles.published_on,
        sources.independent_source_id,
        case
            when
                claims.status_level >= 6
                and claims.period_start > coalesce(articles.published_until_on, articles.published_on)
                then 2
            else claims.status_level
        end as effective_level
    from claims
    inner join claim_commitments on claims.claim_id = claim_commitments.claim_id
    inner join articles on claims.article_id = articles.article_id
    inner join sources on claims.article_id = sources.article_id

),

-- A commitment that another article dates into the future has not started either.
starts as (

    select
        commitment_id,
        max(published_on) as last_published_on,
        mode(period_start order by period_start) filter (where period_start is not null and period_end is not null)
            as usual_start
    from judged
    group by commitment_id

),

levelled as (

    select
        judged.* exclude (effective_level),
        case
            when judged.effective_level >= 6 and starts.usual_start > judged.published_on then 2
            else judged.effective_level
        end as effective_level,
        count(*) over (
            partition by judged.commitment_id, judged.amount_min, judged.amount_max, judged.currency
        ) as same_amount_count
    from judged
    inner join starts on judged.commitment_id = starts.commitment_id

),

-- The furthest stage speaks for the amount, then the latest word, then the figure most articles print; a mention for
-- comparison only where there is nothing else.
chosen as (

    select *
    from levelled
    qualify
        row_number() over (
            partition by commitment_id
            order by
                claim_basis = 'compared' asc,
                greatest(coalesce(effective_level, 0), 2) desc,
                same_amount_count desc,
                is_umbrella desc,
                period_start is not null desc,
                published_on desc nulls last,
                confidence desc,
                claim_id asc
        ) = 1

),

-- A side state holds when it is the last word on the commitment.
last_words as (

    select
        commitment_id,
        first(status order by published_on desc nulls last, char_start asc)
        filter (where status in ('cancelled', 'suspended', 'rejected', 'superseded')) as side_status,
        max(published_on) filter (where status in ('cancelled', 'suspended', 'rejected', 'superseded')) as side_on,
        max(published_on) filter (where status_level >= 1) as active_on
    from levelled
    group by commitment_id

),

stages as (

    select
        commitment_id,
        first(status order by effective_level desc nulls last, published_on asc nulls last, claim_id asc)
            as stated_status,
        max(effective_level) as status_level
    from levelled
    group by commitment_id

),

stated_periods as (

    select
        commitment_id,
        period_start,
        period_end,
        period_edtf,
        count(*) as claim_count,
        min(published_on) as first_published_on,
        min(claim_id) as first_claim_id
    from levelled
    where period_start is not null or period_end is not null
    group by commitment_id, period_start, period_end, period_edtf

),

periods as (

    select *
    from stated_periods
    qualify
        row_number() over (
            partition by commitment_id
            order by
                period_start is not null and period_end is not null desc,
                claim_count desc,
                first_published_on asc nulls last,
                first_claim_id asc
        ) = 1

),

counted as (

    select
        commitment_id,
        count(*) as claim_count,
        count(distinct article_id) as article_count,
        count(distinct independent_source_id) as independent_source_count,
        min(announced_on) as announced_on,
        bool_or(is_umbrella) as is_umbrella,
        bool_or(is_sum) as is_sum,
        bool_or(is_call) as is_call,
        bool_and(is_attraction) as is_attraction,
        bool_or(is_deal) as is_deal,
        bool_and(claim_basis = 'compared') as is_comparison,
        avg(case when part_relation in ('part', 'yearly_slice') then 1.0 else 0.0 end) as part_share,
        round(1.0 - exp(sum(ln(1.0 - least(confidence, 0.98)))), 6) as joint_confidence,
        max(confidence) as best_confidence
    from levelled
    group by commitment_id

),

deal_terms as (

    select distinct levelled.commitment_id
    from levelled
    inner join cues on levelled.article_id = cues.article_id
    where levelled.is_deal and cues.cue_type = 'deal' and not cues.is_duplicate

),

wholes as (

    select
        relations.commitment_id,
        bool_or(umbrellas.commitment_id is not null) as is_under_umbrella,
        count(*) as whole_count
    from relations
    left join relations as umbrellas
        on
            relations.other_commitment_id = umbrellas.commitment_id
            and relations.commitment_id = umbrellas.other_commitment_id
            and umbrellas.relation_type = 'umbrella_of'
    where relations.relation_type = 'part_of'
    group by relations.commitment_id

),

-- Of two sums that may be one, the vaguer one does not count.
overlapping as (

    select distinct
        case
            when
                (a.is_call, a.period_start is null, -a.confidence, a.claim_id)
                > (b.is_call, b.period_start is null, -b.confidence, b.claim_id)
                then a.commitment_id
            else b.commitment_id
        end as commitment_id
    from relations
    inner join chosen as a on relations.commitment_id = a.commitment_id
    inner join chosen as b on relations.other_commitment_id = b.commitment_id
    where
        relations.relation_type = 'maybe_same_as'
        and a.amount_max = b.amount_max
        and a.currency = b.currency

),

stated as (

    select
        chosen.commitment_id,
        chosen.claim_id as chosen_claim_id,
        chosen.article_id,
        chosen.payer_entity_id,
        chosen.payer_name,
        chosen.is_public_payer,
        chosen.recipient_name,
        chosen.purpose,
        chosen.sector,
        chosen.instrument,
        chosen.amount_min,
        chosen.amount_max,
        chosen.currency,
        chosen.modality,
        chosen.amount_kind,
        periods.period_start,
        periods.period_end,
        periods.period_edtf,
        case
            when last_words.side_status is not null
                and last_words.side_on >= coalesce(last_words.active_on, last_words.side_on)
                then last_words.side_status
            when stages.status_level = ladder.level then stages.stated_status
            else coalesce((
                    select steps.status from ladder as steps
                    where steps.level = stages.status_level
                ), 'unknown')
        end as status,
        stages.status_level as reached_level,
        counted.* exclude (commitment_id),
        deal_terms.commitment_id is not null as has_deal_terms,
        coalesce(wholes.whole_count, 0) > 0 as is_part,
        coalesce(wholes.is_under_umbrella, false) as is_under_umbrella,
        overlapping.commitment_id is not null as is_overlapping
    from chosen
    inner join counted on chosen.commitment_id = counted.commitment_id
    inner join stages on chosen.commitment_id = stages.commitment_id
    inner join last_words on chosen.commitment_id = last_words.commitment_id
    left join periods on chosen.commitment_id = periods.commitment_id
    left join ladder on stages.stated_status = ladder.status
    left join deal_terms on chosen.commitment_id = deal_terms.commitment_id
    left join wholes on chosen.commitment_id = wholes.commitment_id
    left join overlapping on chosen.commitment_id = overlapping.commitment_id

),

reasoned as (

    select
        stated.*,
        ladder.level as status_level,
        case
            when stated.amount_max is null then 'no amount is stated'
            when stated.currency is null then 'the currency is unknown'
            when stated.is_comparison then 'named only for comparison'
            when stated.is_call then 'a call on others to pay, or a sum of public and private money'
            when
                stated.status in ('cancelled', 'suspended', 'rejected', 'superseded')
                then 'the commitment is ' || stated.status
            when
                stated.is_sum or stated.is_umbrella
                then 'an umbrella: the sum of several payers or of other commitments'
            when stated.is_deal and stated.has_deal_terms then 'the price of an acquisition'
            when stated.is_part and not stated.is_under_umbrella then 'part of a larger commitment'
            when stated.part_share > 0.5 and not stated.is_under_umbrella then 'part of a larger commitment'
            when stated.is_attraction then 'money to be attracted from others'
            when stated.is_overlapping then 'may be the same money as another commitment'
            when stated.payer_name is null then 'nobody is named as payer'
            when coalesce(ladder.level, 0) < 2 then 'considered, not promised'
        end as exclusion_reason
    from stated
    left join ladder on stated.status = ladder.status

)

select
    * exclude (exclusion_reason),
    exclusion_reason is null as is_aggregable,
    coalesce(exclusion_reason, case
        when is_under_umbrella then 'one payer, its share of a joint sum'
        else 'one payer, one sum, counted once'
    end) as aggregate_reason
from reasoned
order by commitment_id
