{{ config(materialized="incremental") }}
-- Parts and wholes. R24: figures of one article that add up to another (a whole with several payers, never added again)
-- or that are offered as all its parts and miss it. R10: a part above its whole.
with

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

money as (

    select * from {{ changed_rows("int_money_countable") }}
    where {{ may_be_added() }}

),

-- "Contracts awarded against that 12 billion stand at 14": the word that sets two figures against each other, and for
-- which their role is a comparison, is the word that makes one a part of the other.
partable as (

    select * from {{ changed_rows("int_money_countable") }}
    where
        not is_vague
        and equivalent_of_id is null
        and per is null
        and amount_usd >= {{ rule_parameter('R28', 'commitment_minimum_usd') }}
        and coalesce(role, 'other') not in ('market_size', 'forecast', 'target', 'wage', 'threshold', 'other')

),

-- Figures without a scale word count too when they are offered as a part: see R28.
small_parts as (

    select * from {{ changed_rows("int_money_countable") }}
    where
        not is_vague
        and equivalent_of_id is null
        and amount_usd < {{ rule_parameter('R28', 'commitment_minimum_usd') }}

),

-- A part in another currency counts by its conversion.
converted_parts as (

    select * from {{ changed_rows("int_money_countable") }}
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

adding_up as (

    select * from {{ changed_rows("int_money_sums") }}

),

told as (

    select * from {{ changed_rows("int_money_parts") }}

),

-- One a whole is enough: the largest whole of the article, with the fewest and nearest parts.
umbrellas as (

    select
        'R24' as rule_id,
        'info' as severity,
        article_id,
        whole_start as char_start,
        whole_end as char_end,
        first_start as other_char_start,
        first_end as other_char_end,
        parts_text as observed,
        whole_surface as expected,
        null::double as factor,
        printf(
            '%s = %s: a whole of several payers; its parts are commitments, the whole is not another one.',
            parts_text,
            whole_surface
        )
            as explanation,
        printf(
            '%s = %s : un total de plusieurs payeurs ; ses parts sont des engagements, pas le total.',
            parts_text,
            whole_surface
        )
            as explanation_fr,
        'Mark the whole as an umbrella and leave it out of totals.' as suggestion
    from adding_up
    -- one payer's breakdown is no umbrella, and what was given up makes up nothing
    where not is_one_payer and not coalesce(has_given_up, false)
    qualify
        row_number() over (
            partition by article_id
            order by
                whole_amount desc,
                part_count asc,
                last_start - first_start,
                whole_start asc,
                first_start asc,
                parts_text asc
        ) = 1

),

opened as (

    select
        body.article_id,
        body.currency,
        body.passage_index,
        body.sentence_index,
        body.language,
        lower(
            substring(articles.text, body.sentence_start + 1, body.char_start - body.sentence_start)
        ) as opening_text
    from body
    left join articles on body.article_id = articles.article_id

),

-- All figures of one sentence, offered as the parts of the largest figure of the sentences before it; a sentence that
-- opens its paragraph with words of a breakdown speaks of the paragraph before.
listed as (

    select
        opened.article_id,
        opened.currency,
        opened.passage_index,
        opened.sentence_index,
        bool_or(
            part_cues.pattern is not null and matches_pattern(opened.opening_text, coalesce(part_cues.pattern, ''))
        ) as is_breakdown
    from opened
    left join {{ ref("ref_part_cues") }} as part_cues
        on
            opened.language = part_cues.language
            and part_cues.place = 'breakdown'
    group by opened.article_id, opened.currency, opened.passage_index, opened.sentence_index

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
        listed.is_breakdown,
        wholes.sentence_index as whole_sentence,
        wholes.money_mention_id as whole_id,
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

-- Where another sentence between tells a sum, the list is not all that the whole is made of.
offered_alone as (

    select * exclude (is_breakdown, whole_sentence)
    from offered
    where
        is_breakdown
        or not exists (
            select 1 from body
            where
                body.article_id = offered.article_id
                and body.currency = offered.currency
                and body.sentence_index > offered.whole_sentence
                and body.sentence_index < offered.sentence_index
                and body.amount_max != offered.whole_amount  -- a repeat
        )

),

parts as (

    select
        offered.*,
        every_part.money_mention_id as part_id,
        every_part.surface as part_surface,
        every_part.amount_max as part_amount,
        every_part.char_start as part_start,
        every_part.char_end as part_end
    from offered_alone as offered
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

-- "The factory costs 28 million, of which 12 are borrowed": a part of another part adds nothing.
nested as (

    select distinct parts.part_id
    from parts
    inner join told on parts.part_id = told.part_id
    inner join parts as inner_wholes
        on
            told.whole_id = inner_wholes.part_id
            and parts.whole_id = inner_wholes.whole_id

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
        string_agg(part_surface, ' + ' order by part_start) as parts_text,
        bool_or((whole_id, part_id) in (select (told.whole_id, told.part_id) from told)) as is_told_as_parts
    from parts
    anti join nested on parts.part_id = nested.part_id
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
        {{ another_sum() }}
    from totalled
    inner join articles on totalled.article_id = articles.article_id
    where
        totalled.part_count >= 2
        -- "Honda invests 3 billion, Sony 2 and Toyota 1.5": a list of payers has no whole
        and not regexp_matches(
            substring(
                articles.text,
                totalled.whole_end + 1,
                greatest(totalled.first_start - totalled.whole_end, 0)
            ),
            '{{ var("gapped_name_pattern") }}'
        )
        and totalled.parts_sum::double / totalled.whole_amount::double
        between {{ rule_parameter('R24', 'near_ratio_low') }} and {{ rule_parameter('R24', 'near_ratio_high') }}
        and abs(totalled.parts_sum::double / totalled.whole_amount::double - 1)
        > {{ rule_parameter('R24', 'slack_ratio') }}
        and not exists (
            select 1 from adding_up
            where
                adding_up.article_id = totalled.article_id
                and adding_up.whole_amount = totalled.whole_amount
                -- "of which" says what the parts are, and other figures that add up are a chance
                and not (totalled.is_told_as_parts and totalled.parts_sum > totalled.whole_amount)
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

-- The first figure of each item of a list, and the largest of the passage before that tells one: "the plan of 4.8
-- billion. Boats: 1.9 billion. Cold: 1.4 billion."
items as (

    select
        *,
        passage_index - row_number() over (partition by article_id order by passage_index) as list_number
    from (
        select * from body
        where passage_kind = 'list_item'
        qualify row_number() over (partition by article_id, passage_index order by char_start) = 1
    )

),

item_lists as (

    select
        article_id,
        currency,
        list_number,
        min(passage_index) as first_passage,
        any_value(language) as language,
        min(char_start) as first_start,
        arg_min(char_end, char_start) as first_end,
        sum(amount_max) as items_sum,
        string_agg(surface, ' + ' order by char_start) as items_text
    from items
    group by article_id, currency, list_number
    having count(*) >= {{ rule_parameter('R24', 'shares_minimum') }}

),

headed_lists as (

    select
        item_lists.*,
        wholes.char_start as whole_start,
        wholes.char_end as whole_end,
        wholes.surface as whole_surface,
        wholes.amount_max as whole_amount
    from item_lists
    inner join body as wholes
        on
            item_lists.article_id = wholes.article_id
            and item_lists.currency = wholes.currency
            and item_lists.first_passage - wholes.passage_index
            between 1 and {{ rule_parameter('R10', 'list_passages') }}
    where wholes.passage_kind != 'list_item'
    qualify
        row_number() over (
            partition by item_lists.article_id, item_lists.currency, item_lists.list_number
            order by wholes.passage_index desc, wholes.amount_max desc, wholes.char_start asc
        ) = 1

),

overfull as (

    select
        'R10' as rule_id,
        'error' as severity,
        article_id,
        first_start as char_start,
        first_end as char_end,
        whole_start as other_char_start,
        whole_end as other_char_end,
        items_text || ' = ' || {{ amount_in_words("items_sum") }} as observed,
        'at most ' || whole_surface as expected,
        items_sum::double / whole_amount::double as factor,
        printf('%s is %s, more than %s.', items_text, {{ amount_in_words("items_sum") }}, whole_surface) as explanation,
        printf('%s font %s, plus que %s.', items_text, {{ amount_in_words("items_sum", "fr") }}, whole_surface)
            as explanation_fr,
        'One part is wrong or missing; compare with other sources.' as suggestion
    from headed_lists
    where
        items_sum::double / whole_amount::double
        between 1 + {{ rule_parameter('R24', 'slack_ratio') }} and {{ rule_parameter('R24', 'near_ratio_high') }}

),

missing as (

    select * from headed_lists
    where
        items_sum::double / whole_amount::double
        between {{ rule_parameter('R24', 'near_ratio_low') }} and 1 - {{ rule_parameter('R24', 'slack_ratio') }}

),

-- "The sum is split as follows:" right before the items says that they are all its parts.
introduced as (

    select distinct item_lists.*
    from missing as item_lists
    inner join articles on item_lists.article_id = articles.article_id
    inner join {{ ref("ref_part_cues") }} as part_cues
        on
            item_lists.language = part_cues.language
            and part_cues.place = 'breakdown'
            and matches_pattern(
                lower(
                    substring(
                        articles.text,
                        greatest(
                            1, item_lists.first_start - {{ rule_parameter('R24', 'introduction_characters') }} + 1
                        )::bigint,
                        least(
                            item_lists.first_start, {{ rule_parameter('R24', 'introduction_characters') }}
                        )::bigint
                    )
                ),
                part_cues.pattern
            )

),

underfull as (

    select
        'R24' as rule_id,
        'error' as severity,
        article_id,
        first_start as char_start,
        first_end as char_end,
        whole_start as other_char_start,
        whole_end as other_char_end,
        {{ another_sum("items_text", "items_sum") }}
    from introduced

),

-- "A package of 2.4 billion, made up of 1.1 for the halls, 900 million for cooling and 700 for power": all that the
-- sentence goes on to tell, up to a word that tells something else of it ("and has paid 8 so far").
made_of as materialized (

    select
        neighbours.left_id,
        neighbours.right_id,
        neighbours.language
    from {{ changed_rows("int_money_neighbours") }} as neighbours
    inner join {{ ref("ref_part_cues") }} as part_cues
        on
            neighbours.language = part_cues.language
            and part_cues.place = 'made_of'
            and matches_pattern(neighbours.between_text, part_cues.pattern)
    union
    select
        left_id,
        right_id,
        language
    from {{ changed_rows("int_money_neighbours") }}
    where regexp_matches(between_text, '{{ var("all_parts_pattern") }}')

),

-- In two steps, for a planner that knows not how few these are makes all pairs of the rest first.
first_parts as materialized (

    select
        wholes.article_id,
        wholes.sentence_index,
        wholes.currency,
        wholes.money_mention_id as whole_id,
        wholes.char_start as whole_start,
        wholes.char_end as whole_end,
        wholes.surface as whole_surface,
        wholes.amount_max as whole_amount,
        firsts.char_start as first_start,
        firsts.char_end as first_end,
        made_of.language
    from made_of
    inner join body as wholes on made_of.left_id = wholes.money_mention_id
    inner join body as firsts on made_of.right_id = firsts.money_mention_id

),

listed_parts as (

    select
        first_parts.article_id,
        first_parts.whole_id,
        first_parts.whole_start,
        first_parts.whole_end,
        first_parts.whole_surface,
        first_parts.whole_amount,
        every_part.char_start as part_start,
        every_part.char_end as part_end,
        every_part.surface as part_surface,
        every_part.amount_max as part_amount,
        coalesce(
            matches_pattern(
                lower(
                    substring(
                        articles.text, first_parts.first_end + 1, every_part.char_start - first_parts.first_end
                    )
                ),
                ends.pattern
            ),
            false
        ) as is_behind_list
    from first_parts
    inner join body as every_part
        on
            first_parts.article_id = every_part.article_id
            and first_parts.sentence_index = every_part.sentence_index
            and first_parts.currency = every_part.currency
            and first_parts.first_start <= every_part.char_start
            and first_parts.whole_amount > every_part.amount_max
    left join articles on first_parts.article_id = articles.article_id
    left join {{ ref("ref_part_cues") }} as ends
        on
            first_parts.language = ends.language
            and ends.place = 'made_of_end'
    where every_part.money_mention_id not in (select told.part_id from told)

),

counted_parts as (

    select
        *,
        sum(part_amount) over (partition by whole_id order by part_start) as sum_so_far
    from listed_parts

),

composed as (

    select
        article_id,
        whole_start,
        whole_end,
        whole_surface,
        whole_amount,
        min(part_start) as first_start,
        arg_min(part_end, part_start) as first_end,
        count(*) filter (where not is_behind_list) as part_count,
        sum(part_amount) filter (where not is_behind_list) as parts_sum,
        string_agg(part_surface, ' + ' order by part_start) filter (where not is_behind_list) as parts_text,
        bool_or(is_behind_list) as is_cut,
        bool_or(
            abs(sum_so_far::double / whole_amount::double - 1) <= {{ rule_parameter('R24', 'slack_ratio') }}
        ) as is_reached
    from counted_parts
    group by article_id, whole_id, whole_start, whole_end, whole_surface, whole_amount

),

ill_composed as (

    select
        case when parts_sum > whole_amount then 'R10' else 'R24' end as rule_id,
        'error' as severity,
        article_id,
        first_start as char_start,
        first_end as char_end,
        whole_start as other_char_start,
        whole_end as other_char_end,
        {{ another_sum() }}
    from composed
    where
        part_count >= 2
        and not is_reached
        -- what is told further on may be one of the parts
        and (not is_cut or parts_sum > whole_amount)
        and parts_sum::double / whole_amount::double
        between {{ rule_parameter('R24', 'near_ratio_low') }} and {{ rule_parameter('R24', 'near_ratio_high') }}
        and abs(parts_sum::double / whole_amount::double - 1) > {{ rule_parameter('R24', 'slack_ratio') }}
        and not exists (
            select 1 from missed
            where
                missed.article_id = composed.article_id
                and missed.char_start = composed.first_start
        )

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
    from told
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
    select * from overfull
    union all
    select * from underfull
    union all
    select * from ill_composed
    union all
    select * from too_large

)

select
    {{ finding_columns(absent=['commitment_id', 'other_article_id']) }}
from findings
order by rule_id, article_id, char_start, other_char_start
