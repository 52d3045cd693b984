{{ config(materialized="incremental") }}
-- Totals that the text itself draws. R24: a part added to the last figure makes another total than the one told.
with

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

body as (

    select * from {{ changed_rows("int_money_countable") }}
    where
        {{ may_be_added() }}
        and not is_title

),

adding_up as (

    select * from {{ changed_rows("int_money_sums") }}

),

-- Figures with the words around them. These are cut out of the article at once, as to find a place in it costs as much
-- as the text before it is long.
reached as (

    select
        money_mention_id,
        article_id,
        passage_index,
        sentence_index,
        sentence_start,
        char_start,
        char_end,
        surface,
        language,
        currency,
        amount_max,
        half_unit,
        greatest(0, char_start - {{ rule_parameter('R24', 'cue_reach_characters') }})::bigint as piece_start,
        char_end + {{ rule_parameter('R24', 'cue_reach_characters') }}::bigint as piece_end
    from body

),

surrounded as (

    select
        reached.*,
        substring(articles.text, reached.piece_start + 1, reached.piece_end - reached.piece_start) as piece
    from reached
    left join articles on reached.article_id = articles.article_id

),

worded as (

    select
        * exclude (piece_start, piece_end, piece),
        lower(left(piece, char_start - piece_start)) as lead_text,
        lower(substring(piece, char_end - piece_start + 1)) as tail_text
    from surrounded

),

-- "The company adds 13 billion, bringing the total to 62": the last figure told before, and the part that is added.
total_cues as (

    select * from {{ ref("ref_total_cues") }}

),

any_total_cue as (

    select
        language,
        place,
        string_agg('(' || pattern || ')', '|') as pattern
    from total_cues
    group by language, place

),

told_totals as (

    select distinct worded.*
    from worded
    inner join any_total_cue
        on
            worded.language = any_total_cue.language
            and any_total_cue.place in ('lead', 'tail')
            and matches_pattern(
                case any_total_cue.place when 'lead' then worded.lead_text else worded.tail_text end,
                any_total_cue.pattern
            )
    -- "since 2020", "over the decade": a total over time includes what this text does not tell
    where
        not exists (
            select 1 from {{ changed_rows("stg_date_mentions") }} as dates
            where
                dates.article_id = worded.article_id
                and dates.sentence_index = worded.sentence_index
        )

),

added_parts as (

    select
        wholes.money_mention_id as whole_id,
        any_value(wholes.surface) as whole_surface,
        any_value(wholes.amount_max) as whole_amount,
        any_value(wholes.half_unit) as whole_half_unit,
        any_value(wholes.char_start) as whole_start,
        any_value(wholes.char_end) as whole_end,
        any_value(parts.article_id) as article_id,
        any_value(parts.currency) as currency,
        any_value(parts.sentence_index) as sentence_index,
        any_value(parts.char_start) as part_start,
        any_value(parts.char_end) as part_end,
        any_value(parts.surface) as part_surface,
        any_value(parts.amount_max) as part_amount
    from told_totals as wholes
    inner join worded as parts
        on
            wholes.article_id = parts.article_id
            and wholes.currency = parts.currency
            -- the sum's own sentence, or the one before when it tells no other sum
            and parts.sentence_index = (
                select max(latest.sentence_index) from worded as latest
                where
                    latest.article_id = wholes.article_id
                    and latest.currency = wholes.currency
                    and latest.char_start < wholes.char_start
            )
            and wholes.sentence_index - parts.sentence_index between 0 and 1
            and wholes.char_start > parts.char_start
    left join articles on wholes.article_id = articles.article_id
    where
        exists (
            select 1 from total_cues
            where
                total_cues.language = parts.language
                and total_cues.place = 'added'
                and matches_pattern(
                    lower(
                        {{ on_one_line(
                            "substring(articles.text, parts.sentence_start + 1, wholes.char_start - parts.sentence_start)"
                        ) }}
                    ),
                    total_cues.pattern
                )
        )
    group by wholes.money_mention_id
    having count(*) = 1

),

added_up as (

    select
        added_parts.*,
        bases.surface as base_surface,
        bases.amount_max as base_amount,
        bases.amount_max + added_parts.part_amount as parts_sum
    from added_parts
    inner join body as bases
        on
            added_parts.article_id = bases.article_id
            and added_parts.currency = bases.currency
            and added_parts.sentence_index > bases.sentence_index
            and added_parts.part_start - bases.char_end <= {{ rule_parameter('R24', 'reach_characters') }}
    qualify row_number() over (partition by added_parts.whole_id order by bases.char_start desc) = 1

),

told_wrong as (

    select
        'R24' as rule_id,
        'error' as severity,
        article_id,
        part_start as char_start,
        part_end as char_end,
        whole_start as other_char_start,
        whole_end as other_char_end,
        base_surface || ' + ' || part_surface || ' = ' || {{ amount_in_words("parts_sum") }} as observed,
        whole_surface as expected,
        parts_sum::double / whole_amount::double as factor,
        printf(
            '%s and %s make %s, not the total of %s that the text gives.',
            base_surface,
            part_surface,
            {{ amount_in_words("parts_sum") }},
            whole_surface
        )
            as explanation,
        printf(
            '%s et %s font %s, et non le total de %s que donne le texte.',
            base_surface,
            part_surface,
            {{ amount_in_words("parts_sum", "fr") }},
            whole_surface
        )
            as explanation_fr,
        'One part is wrong or missing; compare with other sources.' as suggestion
    from added_up
    where
        abs(parts_sum::double / whole_amount::double - 1) > {{ rule_parameter('R24', 'slack_ratio') }}
        and abs(parts_sum::double - whole_amount::double) > 2 * whole_half_unit
        and parts_sum::double / whole_amount::double
        between {{ rule_parameter('R24', 'told_ratio_low') }} and {{ rule_parameter('R24', 'told_ratio_high') }}
        and not exists (
            select 1 from adding_up
            where
                adding_up.article_id = added_up.article_id
                and adding_up.whole_id = added_up.whole_id
        )

),

-- "9,200 for missiles, 3,100 for drones and 1,500 for barracks, 14,800 in all": the total of all that its sentence
-- tells before it.
drawn as (

    select
        wholes.article_id,
        wholes.char_start as whole_start,
        wholes.char_end as whole_end,
        wholes.surface as whole_surface,
        wholes.amount_max as whole_amount,
        wholes.half_unit as whole_half_unit,
        min(parts.char_start) as part_start,
        arg_min(parts.char_end, parts.char_start) as part_end,
        string_agg(parts.surface, ' + ' order by parts.char_start) as parts_text,
        sum(parts.amount_max) as parts_sum
    from worded as wholes
    inner join worded as parts
        on
            wholes.article_id = parts.article_id
            and wholes.sentence_index = parts.sentence_index
            and wholes.currency = parts.currency
            and wholes.char_start > parts.char_start
            and wholes.amount_max > parts.amount_max
    where
        regexp_matches(wholes.lead_text, '{{ var("drawn_total_pattern") }}')
        and not regexp_matches(wholes.lead_text, '{{ var("not_all_parts_pattern") }}')
    group by
        wholes.article_id, wholes.money_mention_id, wholes.char_start, wholes.char_end, wholes.surface,
        wholes.amount_max, wholes.half_unit
    having count(*) >= {{ rule_parameter('R24', 'shares_minimum') }}

),

drawn_wrong as (

    select
        'R24' as rule_id,
        'error' as severity,
        article_id,
        part_start as char_start,
        part_end as char_end,
        whole_start as other_char_start,
        whole_end as other_char_end,
        {{ another_sum() }}
    from drawn
    where
        abs(parts_sum::double / whole_amount::double - 1) > {{ rule_parameter('R24', 'slack_ratio') }}
        and abs(parts_sum::double - whole_amount::double) > 2 * whole_half_unit
        and parts_sum::double / whole_amount::double
        between {{ rule_parameter('R24', 'shares_ratio_low') }} and {{ rule_parameter('R24', 'near_ratio_high') }}
        and not exists (
            select 1 from adding_up
            where
                adding_up.article_id = drawn.article_id
                and adding_up.whole_start = drawn.whole_start
        )

),

-- What is offered as all parts of a sum and misses it is told there.
missed as (

    select * from {{ changed_rows("int_findings_sums") }}
    where
        rule_id = 'R24'
        and severity = 'error'

),

findings as (

    select totals.*
    from (
        select * from told_wrong
        union all
        select * from drawn_wrong
    ) as totals
    where
        not exists (
            select 1 from missed
            where
                missed.article_id = totals.article_id
                and missed.other_char_start = totals.other_char_start
        )

)

select
    {{ finding_columns(absent=['commitment_id', 'other_article_id']) }}
from findings
order by rule_id, article_id, char_start, other_char_start
