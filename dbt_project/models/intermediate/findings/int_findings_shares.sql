-- What several give to one sum, told behind it in sentences of their own. R10: together it is more than the sum. R24:
-- the rest has a figure, or three shares come near the sum, and they miss it.
with

figures as (

    select * from {{ ref("int_money_countable") }}
    where
        not is_vague
        and not is_title
        and per is null
        and coalesce(role, 'other') not in (
            'comparison', 'market_size', 'forecast', 'target', 'wage', 'threshold', 'other'
        )

),

wholes as (

    select * from figures
    where
        equivalent_of_id is null
        and modality in ('exact', 'approx')
        and amount_min = amount_max

),

claims as (

    select
        claim_mentions.money_mention_id,
        min(claims.payer_name) as payer_name
    from {{ ref("int_claim_mentions") }} as claim_mentions
    inner join {{ ref("int_claims_comparable") }} as claims on claim_mentions.claim_id = claims.claim_id
    where claims.payer_basis = 'sentence'
    group by claim_mentions.money_mention_id

),

told_parts as (

    select * from {{ ref("int_money_parts") }}

),

-- Money that comes on top, or is news of another day, is no share.
added as (

    select distinct money_mention_id
    from {{ ref("int_amount_cues") }}
    where cue_type in ('other_claim', 'update')

),

-- "Those 80 million that are missing": a rest with a figure ends the list, and the largest sum told shortly before is
-- what it is the rest of.
rests as (

    select
        cues.cue_id,
        cues.article_id,
        figures.currency,
        figures.char_start as last_start,
        figures.sentence_index
    from {{ ref("stg_status_cues") }} as cues
    inner join figures
        on
            cues.article_id = figures.article_id
            and cues.sentence_index = figures.sentence_index
            and greatest(figures.char_start - cues.char_end, cues.char_start - figures.char_end)
            <= {{ claim_parameter('cue_gap_own') }}
    where
        cues.cue_type = 'remainder'
        and cues.cue_code = 'remainder'
        and not cues.is_duplicate

),

completed as (

    select
        'complete' as reason,
        wholes.money_mention_id as whole_id,
        rests.article_id,
        rests.currency,
        wholes.char_end as first_start,
        rests.last_start,
        null::bigint as anchor_sentence
    from rests
    inner join wholes
        on
            rests.article_id = wholes.article_id
            and rests.currency = wholes.currency
            and rests.last_start > wholes.char_start
            and rests.sentence_index - wholes.sentence_index between 0 and {{ claim_parameter('share_sentences') }}
    qualify row_number() over (partition by rests.cue_id order by wholes.amount_max desc, wholes.char_start asc) = 1

),

-- "Pays 12 million of that": the payers told in this sentence and the next give to the same sum.
anchored as (

    select
        'anchored' as reason,
        wholes.money_mention_id as whole_id,
        wholes.article_id,
        wholes.currency,
        parts.sentence_start as first_start,
        max(followers.char_start) as last_start,
        parts.sentence_index as anchor_sentence
    from told_parts
    inner join wholes on told_parts.whole_id = wholes.money_mention_id
    inner join figures as parts on told_parts.part_id = parts.money_mention_id
    inner join figures as followers
        on
            parts.article_id = followers.article_id
            and parts.currency = followers.currency
            and followers.sentence_index - parts.sentence_index
            between 0 and {{ rule_parameter('R10', 'share_sentences') }}
    group by wholes.money_mention_id, wholes.article_id, wholes.currency, parts.sentence_start, parts.sentence_index

),

-- Kept as a table: a planner free to choose has held every sum against every other of all articles.
lists as materialized (

    select
        told.*,
        wholes.char_start as whole_start,
        wholes.char_end as whole_end,
        wholes.surface as whole_surface,
        wholes.amount_max as whole_amount,
        wholes.half_unit as whole_half_unit
    from (
        select * from completed
        union all
        select * from anchored
    ) as told
    inner join wholes on told.whole_id = wholes.money_mention_id

),

shares as (

    select
        lists.reason,
        lists.article_id,
        lists.whole_id,
        lists.whole_start,
        lists.whole_end,
        lists.whole_surface,
        lists.whole_amount::double as whole_amount,
        lists.whole_half_unit,
        figures.char_start,
        figures.char_end,
        figures.surface,
        figures.amount_max::double as amount,
        figures.half_unit,
        claims.payer_name
    from lists
    inner join figures
        on
            lists.article_id = figures.article_id
            and lists.currency = figures.currency
            and figures.char_start between lists.first_start and lists.last_start
            and lists.whole_id != figures.money_mention_id
    left join claims on coalesce(figures.equivalent_of_id, figures.money_mention_id) = claims.money_mention_id
    left join added on figures.money_mention_id = added.money_mention_id
    left join told_parts as smaller_parts
        on
            figures.money_mention_id = smaller_parts.part_id
            and lists.whole_id != smaller_parts.whole_id
            and smaller_parts.whole_id in (select told_parts.part_id from told_parts)
    where
        figures.amount_max < lists.whole_amount
        and smaller_parts.part_id is null
        and (lists.reason = 'complete' or claims.payer_name is not null)
        and (
            added.money_mention_id is null
            or figures.sentence_index = lists.anchor_sentence
        )

),

-- Shares that make up the whole end the list: what is told behind them is something else.
running as (

    select
        *,
        sum(amount) over reading_order as running_sum,
        sum(half_unit) over reading_order + whole_half_unit as running_slack
    from shares
    window reading_order as (partition by reason, whole_id order by char_start)

),

totalled as (

    select
        reason,
        article_id,
        whole_id,
        whole_start,
        whole_end,
        whole_surface,
        whole_amount,
        min(char_start) as char_start,
        arg_min(char_end, char_start) as char_end,
        count(*) as share_count,
        count(distinct payer_name) as payer_count,
        sum(amount) as shares_sum,
        sum(half_unit) + any_value(whole_half_unit) as slack,
        string_agg(surface, ' + ' order by char_start) as shares_text
    from running
    group by reason, article_id, whole_id, whole_start, whole_end, whole_surface, whole_amount
    having not bool_or(abs(running_sum - whole_amount) <= running_slack)

),

wrong as (

    select
        *,
        shares_sum / whole_amount as factor
    from totalled
    where
        share_count > 1
        and payer_count > 1
        and abs(shares_sum - whole_amount) > slack
        and abs(shares_sum / whole_amount - 1) > {{ rule_parameter('R24', 'slack_ratio') }}
        and shares_sum / whole_amount
        between {{ rule_parameter('R24', 'near_ratio_low') }} and {{ rule_parameter('R24', 'near_ratio_high') }}
        and (
            reason = 'complete'
            or shares_sum > whole_amount
            or (
                share_count >= {{ rule_parameter('R24', 'shares_minimum') }}
                and shares_sum / whole_amount >= {{ rule_parameter('R24', 'shares_ratio_low') }}
            )
        )

),

told_otherwise as (

    select
        article_id,
        unnest([char_start, other_char_start]) as told_start
    from (
        select
            article_id,
            char_start,
            other_char_start
        from {{ ref("int_findings_sums") }}
        union all
        select
            article_id,
            char_start,
            other_char_start
        from {{ ref("int_findings_totals") }}
    ) as told

),

findings as (

    select
        case when shares_sum > whole_amount then 'R10' else 'R24' end as rule_id,
        case when reason = 'complete' or shares_sum > whole_amount then 'error' else 'warn' end as severity,
        article_id,
        char_start,
        char_end,
        whole_start as other_char_start,
        whole_end as other_char_end,
        shares_text || ' = ' || {{ amount_in_words("shares_sum") }} as observed,
        whole_surface as expected,
        factor,
        printf('%s is %s, not %s.', shares_text, {{ amount_in_words("shares_sum") }}, whole_surface) as explanation,
        printf('%s font %s, et non %s.', shares_text, {{ amount_in_words("shares_sum", "fr") }}, whole_surface)
            as explanation_fr,
        'One part is wrong or missing; compare with other sources.' as suggestion
    from wrong
    anti join told_otherwise
        on
            wrong.article_id = told_otherwise.article_id
            and wrong.whole_start = told_otherwise.told_start
    qualify row_number() over (partition by whole_id order by reason desc, char_start asc) = 1

)

select
    {{ finding_columns(absent=['commitment_id', 'other_article_id']) }}
from findings
order by rule_id, article_id, char_start, other_char_start
