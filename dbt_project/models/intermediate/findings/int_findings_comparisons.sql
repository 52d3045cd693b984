{{ config(materialized="incremental") }}
-- R30: a comparison in words that its own two numbers contradict. Words: ref_comparison_cues.
with

neighbours as (

    select * from {{ changed_rows("int_money_neighbours") }}

),

money as (

    select * from {{ changed_rows("int_money_countable") }}

),

cues as (

    select * from {{ ref("ref_comparison_cues") }}

),

any_cue as (

    select
        language,
        place,
        string_agg('(' || pattern || ')', '|') as pattern
    from cues
    group by language, place

),

-- The texts that hold some cue of their place: dozens of patterns are tried on those few alone.
worded as (

    select
        neighbours.left_id,
        neighbours.right_id,
        any_cue.language,
        any_cue.place,
        case any_cue.place
            when 'between' then neighbours.between_text
            when 'lead' then neighbours.lead_text
            else neighbours.tail_text
        end as place_text
    from neighbours
    inner join any_cue on neighbours.language = any_cue.language
    where matches_pattern(place_text, any_cue.pattern)

),

compared as (

    select
        worded.left_id,
        worded.right_id,
        worded.place_text,
        cues.place,
        cues.relation,
        cues.factor,
        case
            when starts_with(cues.relation, 'percent')
                then try_cast(replace(regexp_extract(worded.place_text, cues.pattern, 1), ',', '.') as double)
        end as percent,
        cues.is_minimum,
        regexp_extract(worded.place_text, cues.pattern) as cue_text
    from worded
    inner join cues
        on
            worded.language = cues.language
            and worded.place = cues.place
            and matches_pattern(worded.place_text, cues.pattern)

),

measured as (

    select
        compared.*,
        lefts.article_id,
        lefts.char_start,
        lefts.char_end,
        lefts.surface as left_surface,
        rights.char_start as other_char_start,
        rights.char_end as other_char_end,
        rights.surface as right_surface,
        compared.relation in ('growth', 'percent_growth', 'share_below', 'share_above') as is_right_over_left,
        case
            when is_right_over_left then rights.amount_min::double / lefts.amount_max::double
            else lefts.amount_max::double / rights.amount_min::double
        end as ratio,
        -- what rounding leaves open
        ratio * (lefts.half_unit / lefts.amount_max::double + rights.half_unit / rights.amount_min::double)
            as ratio_slack
    from compared
    inner join money as lefts on compared.left_id = lefts.money_mention_id
    inner join money as rights on compared.right_id = rights.money_mention_id
    where
        lefts.amount_max > 0
        and rights.amount_min > 0
        -- words of another sentence than the second figure's compare something else, and so do two paragraphs
        and case compared.place
            when 'between'
                then contains(
                        right(
                            compared.place_text,
                            coalesce(rights.char_start - rights.sentence_start, length(compared.place_text))
                        ),
                        compared.cue_text
                    )
            when 'tail' then lefts.passage_index is not distinct from rights.passage_index
            else true
        end
    -- words that may compare a figure with two others mean the one of its own pace
    qualify
        rank() over (
            partition by
                case when compared.place = 'lead' then compared.left_id else compared.right_id end,
                compared.relation,
                compared.factor
            order by lefts.per is not distinct from rights.per desc
        ) = 1

),

judged as (

    select
        *,
        case relation
            when 'above' then ratio > 1
            when 'below' then ratio < 1
            when 'growth' then abs(ratio / factor - 1) <= {{ rule_parameter('R30', 'factor_slack_ratio') }}
            when 'share_below' then ratio < factor
            when 'share_above' then ratio > factor
            when 'percent_less'
                then
                    percent is null
                    or abs(ratio - (1 - percent / 100))
                    <= ratio_slack + {{ rule_parameter('R30', 'percent_slack_points') }} / 100
            when 'percent_growth'
                then
                    percent is null
                    or abs(ratio - (1 + percent / 100))
                    <= ratio_slack + {{ rule_parameter('R30', 'percent_slack_points') }} / 100
            when 'percent_more'
                then
                    percent is null
                    or abs(ratio - (1 + percent / 100))
                    <= ratio_slack + {{ rule_parameter('R30', 'percent_slack_points') }} / 100
            else
                case
                    when is_minimum then ratio >= factor
                    -- half more, a third more: it is the addition that is spoken of
                    when factor > 1 and factor < 2
                        then
                            abs((ratio - 1) / (factor - 1) - 1)
                            <= {{ rule_parameter('R30', 'addition_slack_ratio') }}
                    else abs(ratio / factor - 1) <= {{ rule_parameter('R30', 'factor_slack_ratio') }}
                end
        end as holds
    from measured

),

findings as (

    select
        'R30' as rule_id,
        'error' as severity,
        article_id,
        null::varchar as other_article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        printf('%.3g times', ratio) as observed,
        trim(cue_text) as expected,
        ratio as factor,
        printf('"%s" is said of %s and %s, whose ratio is %.3g.', trim(cue_text), left_surface, right_surface, ratio)
            as explanation,
        printf(
            '« %s » est dit de %s et %s, dont le rapport est %s.',
            trim(cue_text),
            left_surface,
            right_surface,
            {{ number_in_french("%.3g", "ratio") }}
        )
            as explanation_fr,
        'The comparison is false, or one of the two figures is.' as suggestion
    from judged
    where not holds
    qualify row_number() over (partition by left_id, right_id order by relation, factor) = 1

)

select
    {{ finding_columns(absent=['commitment_id']) }}
from findings
order by article_id, char_start, other_char_start
