-- Parts and wholes. R24: figures of one article that add up to another (a whole with several payers, never added again)
-- or that are offered as all its parts and miss it. R10: a part above its whole.
with

articles as (

    select * from {{ ref("stg_articles") }}

),

money as (

    select * from {{ ref("int_money_countable") }}
    where
        not is_vague
        and equivalent_of_id is null
        and per is null
        and amount_usd >= {{ rule_parameter('R28', 'commitment_minimum_usd') }}
        and coalesce(role, 'other') not in (
            'comparison', 'market_size', 'forecast', 'target', 'wage', 'threshold', 'other'
        )

),

-- "Contracts awarded against that 12 billion stand at 14": the word that sets two figures against each other, and for
-- which their role is a comparison, is the word that makes one a part of the other.
partable as (

    select * from {{ ref("int_money_countable") }}
    where
        not is_vague
        and equivalent_of_id is null
        and per is null
        and amount_usd >= {{ rule_parameter('R28', 'commitment_minimum_usd') }}
        and coalesce(role, 'other') not in ('market_size', 'forecast', 'target', 'wage', 'threshold', 'other')

),

-- Figures without a scale word count too when they are offered as a part: see R28.
small_parts as (

    select * from {{ ref("int_money_countable") }}
    where
        not is_vague
        and equivalent_of_id is null
        and amount_usd < {{ rule_parameter('R28', 'commitment_minimum_usd') }}

),

-- A part in another currency counts by its conversion.
converted_parts as (

    select * from {{ ref("int_money_countable") }}
    where
        not is_vague
        and not is_title
        and equivalent_of_id is not null
        and amount_usd >= {{ rule_parameter('R28', 'commitment_minimum_usd') }}

),

body as (

    select * from money
    where not is_title

),

claim_mentions as (

    select
        claim_mentions.money_mention_id,
        claim_mentions.claim_id,
        claims.payer_name
    from {{ ref("int_claim_mentions") }} as claim_mentions
    inner join {{ ref("int_claims_comparable") }} as claims on claim_mentions.claim_id = claims.claim_id

),

-- What may be a part, and where the last part told with it may begin: a parameter in the condition of a join would be
-- looked up for each pair.
addends as (

    select
        body.article_id,
        body.currency,
        body.money_mention_id,
        body.char_start,
        body.surface,
        body.amount_max,
        claim_mentions.claim_id,
        claim_mentions.payer_name,
        body.char_start + {{ rule_parameter('R24', 'reach_characters') }} as reach_end
    from body
    left join claim_mentions on body.money_mention_id = claim_mentions.money_mention_id

),

pairs as (

    select
        first_part.article_id,
        first_part.currency,
        first_part.money_mention_id as first_id,
        second_part.money_mention_id as last_id,
        first_part.char_start as first_start,
        first_part.reach_end,
        second_part.char_start as last_start,
        first_part.surface || ' + ' || second_part.surface as parts_text,
        first_part.amount_max + second_part.amount_max as parts_sum,
        greatest(first_part.amount_max, second_part.amount_max) as largest_part,
        first_part.amount_max = second_part.amount_max as is_repeated,
        coalesce(first_part.claim_id != second_part.claim_id, false) as is_two_claims,
        first_part.payer_name,
        coalesce(first_part.payer_name = second_part.payer_name, false) as is_one_payer,
        2 as part_count
    from addends as first_part
    inner join addends as second_part
        on
            first_part.article_id = second_part.article_id
            and first_part.currency = second_part.currency
            and first_part.char_start < second_part.char_start
            and first_part.reach_end >= second_part.char_start

),

triples as (

    select
        pairs.article_id,
        pairs.currency,
        pairs.first_id,
        third_part.money_mention_id as last_id,
        pairs.first_start,
        pairs.reach_end,
        third_part.char_start as last_start,
        pairs.parts_text || ' + ' || third_part.surface as parts_text,
        pairs.parts_sum + third_part.amount_max as parts_sum,
        greatest(pairs.largest_part, third_part.amount_max) as largest_part,
        pairs.is_repeated,
        pairs.is_two_claims,
        pairs.payer_name,
        pairs.is_one_payer and coalesce(pairs.payer_name = third_part.payer_name, false) as is_one_payer,
        3 as part_count
    from pairs
    inner join addends as third_part
        on
            pairs.article_id = third_part.article_id
            and not pairs.is_repeated
            and third_part.amount_max not in (pairs.largest_part, pairs.parts_sum - pairs.largest_part)
            and pairs.currency = third_part.currency
            and pairs.last_start < third_part.char_start
            and pairs.reach_end >= third_part.char_start

),

combinations as (

    select * from pairs
    union all
    select * from triples

),

adding_up as (

    select
        combinations.*,
        wholes.money_mention_id as whole_id,
        wholes.char_start as whole_start,
        wholes.char_end as whole_end,
        wholes.surface as whole_surface,
        wholes.amount_max as whole_amount
    from combinations
    inner join money as wholes
        on
            combinations.article_id = wholes.article_id
            and combinations.currency = wholes.currency
            and abs(combinations.parts_sum::double / wholes.amount_max::double - 1)
            <= {{ rule_parameter('R24', 'slack_ratio') }}
            and combinations.largest_part < wholes.amount_max
            -- twice the same figure is a chance, or a repeat, unless the whole was told first
            and (
                not combinations.is_repeated
                or (combinations.is_two_claims and (wholes.is_title or combinations.first_start > wholes.char_start))
            )
            and (
                wholes.is_title
                or abs(wholes.char_start - combinations.first_start) <= {{ rule_parameter('R24', 'reach_characters') }}
            )

),

-- One a whole is enough: the largest whole of the article, with the fewest and nearest parts.
umbrellas as (

    select
        'R24' as rule_id,
        'info' as severity,
        adding_up.article_id,
        adding_up.whole_start as char_start,
        adding_up.whole_end as char_end,
        adding_up.first_start as other_char_start,
        parts.char_end as other_char_end,
        adding_up.parts_text as observed,
        adding_up.whole_surface as expected,
        null::double as factor,
        printf(
            '%s = %s: a whole of several payers; its parts are commitments, the whole is not another one.',
            adding_up.parts_text,
            adding_up.whole_surface
        )
            as explanation,
        printf(
            '%s = %s : un total de plusieurs payeurs ; ses parts sont des engagements, pas le total.',
            adding_up.parts_text,
            adding_up.whole_surface
        )
            as explanation_fr,
        'Mark the whole as an umbrella and leave it out of totals.' as suggestion
    from adding_up
    inner join money as parts on adding_up.first_id = parts.money_mention_id
    -- one payer's breakdown is no umbrella
    where not adding_up.is_one_payer
    qualify
        row_number() over (
            partition by adding_up.article_id
            order by
                adding_up.whole_amount desc,
                adding_up.part_count asc,
                adding_up.last_start - adding_up.first_start,
                adding_up.whole_start asc,
                adding_up.first_start asc,
                adding_up.parts_text asc
        ) = 1

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
        greatest(0, char_start - {{ rule_parameter('R24', 'cue_reach_characters') }})::bigint as lead_start,
        char_end + {{ rule_parameter('R24', 'cue_reach_characters') }}::bigint as tail_end
    from body

),

surrounded as (

    select
        reached.*,
        least(reached.sentence_start, reached.lead_start) as piece_start,
        substring(articles.text, piece_start + 1, reached.tail_end - piece_start) as piece
    from reached
    left join articles on reached.article_id = articles.article_id

),

worded as (

    select
        * exclude (lead_start, tail_end, piece_start, piece),
        lower(substring(piece, sentence_start - piece_start + 1, char_start - sentence_start)) as opening_text,
        lower(substring(piece, lead_start - piece_start + 1, char_start - lead_start)) as lead_text,
        lower(substring(piece, char_end - piece_start + 1)) as tail_text
    from surrounded

),

-- All figures of one sentence, offered as the parts of the largest figure of the sentences before it; a sentence that
-- opens its paragraph with words of a breakdown speaks of the paragraph before.
listed as (

    select
        worded.article_id,
        worded.currency,
        worded.passage_index,
        worded.sentence_index,
        bool_or(
            part_cues.pattern is not null and matches_pattern(worded.opening_text, coalesce(part_cues.pattern, ''))
        ) as is_breakdown
    from worded
    left join {{ ref("ref_part_cues") }} as part_cues
        on
            worded.language = part_cues.language
            and part_cues.place = 'breakdown'
    group by worded.article_id, worded.currency, worded.passage_index, worded.sentence_index

),

reaching as (

    select
        *,
        sentence_index - case
            when is_breakdown then {{ rule_parameter('R24', 'breakdown_sentences') }}
            else {{ rule_parameter('R24', 'list_sentences') }}
        end as first_sentence_index
    from listed

),

offered as (

    select
        listed.article_id,
        listed.currency,
        listed.sentence_index,
        wholes.char_start as whole_start,
        wholes.char_end as whole_end,
        wholes.surface as whole_surface,
        wholes.amount_max as whole_amount
    from reaching as listed
    inner join body as wholes
        on
            listed.article_id = wholes.article_id
            and listed.currency = wholes.currency
            and (listed.passage_index = wholes.passage_index or listed.is_breakdown)
            and wholes.sentence_index between listed.first_sentence_index and listed.sentence_index
    qualify
        row_number() over (
            partition by listed.article_id, listed.currency, listed.sentence_index
            order by wholes.amount_max desc, wholes.char_start asc
        ) = 1

),

parts as (

    select
        offered.*,
        every_part.surface as part_surface,
        every_part.amount_max as part_amount,
        every_part.char_start as part_start,
        every_part.char_end as part_end
    from offered
    inner join (
        select * from body
        union all
        select * from small_parts
        union all
        select * from converted_parts
    ) as every_part
        on
            offered.article_id = every_part.article_id
            and offered.currency = every_part.currency
            and offered.sentence_index = every_part.sentence_index
            and offered.whole_amount > every_part.amount_max

),

totalled as (

    select
        article_id,
        currency,
        whole_start,
        whole_end,
        whole_surface,
        whole_amount,
        min(part_start) as first_start,
        arg_min(part_end, part_start) as first_end,
        count(*) as part_count,
        sum(part_amount) as parts_sum,
        string_agg(part_surface, ' + ' order by part_start) as parts_text
    from parts
    group by article_id, currency, sentence_index, whole_start, whole_end, whole_surface, whole_amount

),

missed as (

    select
        'R24' as rule_id,
        'error' as severity,
        totalled.article_id,
        totalled.first_start as char_start,
        totalled.first_end as char_end,
        totalled.whole_start as other_char_start,
        totalled.whole_end as other_char_end,
        totalled.parts_text || ' = ' || {{ amount_in_words("totalled.parts_sum") }} as observed,
        totalled.whole_surface as expected,
        totalled.parts_sum::double / totalled.whole_amount::double as factor,
        printf(
            '%s is %s, not %s.',
            totalled.parts_text,
            {{ amount_in_words("totalled.parts_sum") }},
            totalled.whole_surface
        )
            as explanation,
        printf(
            '%s font %s, et non %s.',
            totalled.parts_text,
            {{ amount_in_words("totalled.parts_sum", "fr") }},
            totalled.whole_surface
        )
            as explanation_fr,
        'One part is wrong or missing; compare with other sources.' as suggestion
    from totalled
    where
        totalled.part_count >= 2
        and totalled.parts_sum::double / totalled.whole_amount::double
        between {{ rule_parameter('R24', 'near_ratio_low') }} and {{ rule_parameter('R24', 'near_ratio_high') }}
        and abs(totalled.parts_sum::double / totalled.whole_amount::double - 1)
        > {{ rule_parameter('R24', 'slack_ratio') }}
        and not exists (
            select 1 from adding_up
            where
                adding_up.article_id = totalled.article_id
                and adding_up.whole_amount = totalled.whole_amount
        )
        -- the largest of a list is no whole where all of the list adds up to a figure told elsewhere
        and not exists (
            select 1 from money as wholes
            where
                wholes.article_id = totalled.article_id
                and wholes.currency = totalled.currency
                and abs((totalled.parts_sum + totalled.whole_amount)::double / wholes.amount_max::double - 1)
                <= {{ rule_parameter('R24', 'slack_ratio') }}
        )

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
            select 1 from {{ ref("stg_date_mentions") }} as dates
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

-- "Add the bank's 28 billion to the programme of 46, and it will cost 74": where 28 is a part of the 46.
sentence_sums as (

    select * from {{ ref("int_money_countable") }}
    where
        not is_vague
        and not is_title
        and equivalent_of_id is null
        and per is null

),

counted_twice as (

    select
        'R24' as rule_id,
        'error' as severity,
        parts.article_id,
        parts.char_start,
        parts.char_end,
        totals.char_start as other_char_start,
        totals.char_end as other_char_end,
        parts.surface || ' + ' || wholes.surface as observed,
        wholes.surface as expected,
        totals.amount_max::double / wholes.amount_max::double as factor,
        printf(
            '%s adds %s to %s, of which it is a part: it is counted twice.',
            totals.surface,
            parts.surface,
            wholes.surface
        )
            as explanation,
        printf(
            '%s ajoute %s à %s, dont il fait partie : il est compté deux fois.',
            totals.surface,
            parts.surface,
            wholes.surface
        )
            as explanation_fr,
        'Mark the whole as an umbrella and leave it out of totals.' as suggestion
    from sentence_sums as totals
    inner join sentence_sums as wholes
        on
            totals.article_id = wholes.article_id
            and totals.sentence_index = wholes.sentence_index
            and totals.currency = wholes.currency
            and totals.char_start > wholes.char_start
    inner join sentence_sums as parts
        on
            totals.article_id = parts.article_id
            and totals.sentence_index = parts.sentence_index
            and totals.currency = parts.currency
            and totals.char_start > parts.char_start
            and wholes.amount_max > parts.amount_max
            and totals.amount_max = wholes.amount_max + parts.amount_max
    inner join articles on totals.article_id = articles.article_id
    where
        exists (
            select 1 from total_cues
            where
                total_cues.language = totals.language
                and total_cues.place = 'added'
                and matches_pattern(
                    lower(
                        {{ on_one_line(
                            "substring(articles.text, totals.sentence_start + 1, totals.char_start - totals.sentence_start)"
                        ) }}
                    ),
                    total_cues.pattern
                )
        )
        and exists (
            select 1
            from adding_up
            inner join addends on adding_up.first_id = addends.money_mention_id
            where
                adding_up.currency = totals.currency
                and adding_up.whole_amount = wholes.amount_max
                and parts.amount_max in (
                    addends.amount_max, adding_up.largest_part, adding_up.parts_sum - adding_up.largest_part
                )
        )
    qualify row_number() over (partition by totals.money_mention_id order by parts.char_start, wholes.char_start) = 1

),

too_large as (

    select
        'R10' as rule_id,
        'error' as severity,
        parts.article_id,
        parts.char_start,
        parts.char_end,
        wholes.char_start as other_char_start,
        wholes.char_end as other_char_end,
        parts.surface as observed,
        'at most ' || wholes.surface as expected,
        parts.amount_max::double / wholes.amount_max::double as factor,
        printf('%s is said to be a part of %s, which is less.', parts.surface, wholes.surface) as explanation,
        printf('%s serait une part de %s, qui est moins.', parts.surface, wholes.surface) as explanation_fr,
        'One of the two figures is wrong; compare with other sources.' as suggestion
    from {{ ref("int_money_parts") }} as told
    inner join partable as parts on told.part_id = parts.money_mention_id
    inner join partable as wholes on told.whole_id = wholes.money_mention_id
    where
        -- one billion is no rounding of 0.6: a coarse figure is taken as near what it says
        greatest(
            parts.low,
            case
                when parts.modality = 'at_most' then 0.0
                else parts.amount_min::double * (1 - {{ rule_parameter('R10', 'rounding_ratio_maximum') }})
            end
        ) > wholes.high + least(
            {{ rule_parameter('R10', 'slack_units') }} * 2 * wholes.half_unit,
            {{ rule_parameter('R10', 'rounding_ratio_maximum') }} * wholes.amount_max::double
        )

),

findings as (

    select * from umbrellas
    union all
    select * from missed
    union all
    select * from told_wrong
    where
        not exists (
            select 1 from missed
            where
                missed.article_id = told_wrong.article_id
                and missed.other_char_start = told_wrong.other_char_start
        )
    union all
    select * from counted_twice
    union all
    select * from too_large

)

select
    {{ finding_columns(absent=['commitment_id', 'other_article_id']) }}
from findings
order by rule_id, article_id, char_start, other_char_start
