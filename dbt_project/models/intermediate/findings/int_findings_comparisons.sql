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
            -- "342 against 310 this year, a rise of 26%"
            when 'around' then neighbours.between_text || '|' || neighbours.tail_text
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
        rtrim(regexp_extract(worded.place_text, cues.pattern), ' .,;:!?)»–—、。」）') as cue_text
    from worded
    inner join cues
        on
            worded.language = cues.language
            and worded.place = cues.place
            and matches_pattern(worded.place_text, cues.pattern)

),

-- "Culture asked for 1,420, sport for 418. That of culture is 33% above the 1,070 of last year": the sentence before
-- may mean each of its figures.
candidates as (

    select
        *,
        left_id as told_left_id
    from compared
    union all
    select
        compared.* replace (others.money_mention_id as left_id),
        compared.left_id as told_left_id
    from compared
    inner join money as lefts on compared.left_id = lefts.money_mention_id
    inner join money as rights on compared.right_id = rights.money_mention_id
    inner join money as others
        on
            lefts.article_id = others.article_id
            and lefts.sentence_index = others.sentence_index
            and lefts.currency = others.currency
            and lefts.money_mention_id != others.money_mention_id
    where
        compared.place in ('between', 'tail')
        and lefts.sentence_index < rights.sentence_index
        and not others.is_vague

),

measured as (

    select
        candidates.*,
        lefts.article_id,
        lefts.char_start,
        lefts.char_end,
        lefts.surface as left_surface,
        rights.char_start as other_char_start,
        rights.char_end as other_char_end,
        rights.surface as right_surface,
        candidates.relation in ('growth', 'percent_growth', 'share_below', 'share_above') as is_right_over_left,
        case
            when is_right_over_left then rights.amount_min::double / lefts.amount_max::double
            else lefts.amount_max::double / rights.amount_min::double
        end as ratio,
        -- what rounding leaves open; nobody writes 880 million as "1 billion" without a hedge
        ratio * (
            least(
                lefts.half_unit / lefts.amount_max::double,
                case when lefts.modality = 'exact' then {{ rule_parameter('R30', 'rounding_ratio') }} end
            )
            + least(
                rights.half_unit / rights.amount_min::double,
                case when rights.modality = 'exact' then {{ rule_parameter('R30', 'rounding_ratio') }} end
            )
        ) as ratio_slack
    from candidates
    inner join money as lefts on candidates.left_id = lefts.money_mention_id
    inner join money as rights on candidates.right_id = rights.money_mention_id
    where
        lefts.amount_max > 0
        and rights.amount_min > 0
        -- across a full stop the price of one thing, a share or an hour, is not measured by a whole sum
        and (
            lefts.sentence_index is not distinct from rights.sentence_index
            or coalesce(nullif(lefts.per, 'year'), '') = coalesce(nullif(rights.per, 'year'), '')
        )
        -- words of another sentence than the second figure's compare something else, and so do two paragraphs
        and case candidates.place
            when 'between'
                then contains(
                        right(
                            candidates.place_text,
                            coalesce(rights.char_start - rights.sentence_start, length(candidates.place_text))
                        ),
                        candidates.cue_text
                    )
            when 'tail'
                then
                    lefts.passage_index is not distinct from rights.passage_index
                    -- 時価総額は83億円を超えた: of its own topic, where the other figure stands in a sentence before
                    and (
                        candidates.relation != 'above'
                        or lefts.sentence_index is not distinct from rights.sentence_index
                    )
            -- "up 23% from 1.3 trillion. A centre of 12 billion": another sentence goes on about something else
            else lefts.sentence_index is not distinct from rights.sentence_index
        end
    -- words that may compare a figure with two others mean the one of its own pace
    qualify
        rank() over (
            partition by
                case when candidates.place = 'lead' then candidates.left_id else candidates.right_id end,
                candidates.relation,
                candidates.factor,
                candidates.left_id = candidates.told_left_id
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

borne_out as (

    select distinct
        told_left_id,
        right_id,
        relation,
        factor
    from judged
    where holds and left_id != told_left_id

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
    where
        not holds
        and left_id = told_left_id
        and (left_id, right_id, relation, coalesce(factor, 0)) not in (
            select
                (
                    borne_out.told_left_id,
                    borne_out.right_id,
                    borne_out.relation,
                    coalesce(borne_out.factor, 0)
                )
            from borne_out
        )
    qualify row_number() over (partition by left_id, right_id order by relation, factor) = 1

)

select
    {{ finding_columns(absent=['commitment_id']) }}
from findings
order by article_id, char_start, other_char_start
