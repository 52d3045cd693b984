{{ config(materialized="incremental") }}
-- Dates that contradict themselves. R13: a length that its own bounds lack. R14: a fiscal year explained wrongly.
-- R15: a weekday that the date is not. R16: an announcement dated after its report, or a date that hangs on nothing.
with

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

passages as (

    select * from {{ changed_rows("stg_passages") }}

),

cues as (

    select * from {{ changed_rows("stg_status_cues") }}

),

sentences as (

    select * from {{ changed_rows("stg_sentences") }}

),

explanations as (

    select * from {{ ref("ref_fiscal_explanations") }}

),

dates as (

    select
        dates.*,
        passages.language,
        articles.published_on,
        articles.published_until_on
    from {{ changed_rows("stg_date_mentions") }} as dates
    inner join passages
        on
            dates.article_id = passages.article_id
            and dates.passage_index = passages.passage_index
    inner join articles on dates.article_id = articles.article_id
    where
        not dates.is_duplicate
        and passages.passage_kind in ('title', 'heading', 'body', 'list_item', 'summary')

),

-- A day with its weekday; "from Thursday, 1 January 2028" and "by" name one too, and leave the other side open.
named_days as (

    select
        *,
        coalesce(start_on, end_on) as named_on
    from dates
    where coalesce(start_on, end_on) = coalesce(end_on, start_on)

),

wrong_weekdays as (

    select
        'R15' as rule_id,
        'error' as severity,
        article_id,
        char_start,
        char_end,
        null::bigint as other_char_start,
        null::bigint as other_char_end,
        surface as observed,
        dayname(named_on) || ' ' || named_on::varchar as expected,
        printf(
            '"%s": %s %s a %s.',
            surface,
            named_on::varchar,
            case when named_on > published_until_on then 'is' else 'was' end,
            dayname(named_on)
        ) as explanation,
        printf(
            '« %s » : le %s %s un %s.',
            surface,
            {{ day_in_french("named_on") }},
            case when named_on > published_until_on then 'sera' else 'était' end,
            ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'][isodow(named_on)]
        ) as explanation_fr,
        'Check the day against the calendar; either the weekday or the date is wrong.' as suggestion
    from named_days
    where not coalesce(is_weekday_right, isodow(named_on) = weekday)

),

-- A fiscal year and the date beside it, in either order, with nothing dated between them.
neighbours as (

    select
        dates.*,
        lead(date_mention_id) over reading_order as next_id
    from dates
    window reading_order as (partition by article_id order by char_start)

),

explained as (

    select
        fiscal.date_mention_id as fiscal_id,
        stated.date_mention_id as stated_id,
        'fiscal_first' as side,
        lower(substring(articles.text, fiscal.char_end + 1, stated.char_start - fiscal.char_end)) as between_text
    from neighbours as fiscal
    inner join neighbours as stated on fiscal.next_id = stated.date_mention_id
    inner join articles on fiscal.article_id = articles.article_id
    where
        fiscal.date_type = 'fiscal'
        and stated.date_type != 'fiscal'
        and fiscal.sentence_index = stated.sentence_index
        and stated.char_start - fiscal.char_end between 0 and {{ rule_parameter('R14', 'gap_characters') }}

    union all

    select
        fiscal.date_mention_id as fiscal_id,
        stated.date_mention_id as stated_id,
        'date_first' as side,
        lower(
            substring(
                articles.text, stated.char_end + 1,
                fiscal.char_end - stated.char_end + {{ rule_parameter('R30', 'tail_characters') }}::bigint
            )
        ) as between_text
    from neighbours as stated
    inner join neighbours as fiscal on stated.next_id = fiscal.date_mention_id
    inner join articles on stated.article_id = articles.article_id
    where
        fiscal.date_type = 'fiscal'
        and stated.date_type != 'fiscal'
        and fiscal.sentence_index = stated.sentence_index
        and fiscal.char_start - stated.char_end between 0 and {{ rule_parameter('R14', 'gap_characters') }}

),

-- The words between say what the date is to the fiscal year: its start, its end, all of it. The earliest word counts.
related as (

    select
        explained.fiscal_id,
        explained.stated_id,
        explanations.relation
    from explained
    inner join dates on explained.fiscal_id = dates.date_mention_id
    inner join explanations
        on
            explained.side = explanations.side
            and dates.language = explanations.language
            and matches_pattern(explained.between_text, explanations.pattern)
    qualify
        row_number() over (
            partition by explained.fiscal_id, explained.stated_id
            order by
                strpos(explained.between_text, regexp_extract(explained.between_text, explanations.pattern)),
                explanations.relation
        ) = 1

),

-- Calendars of the countries that an article names, in their own name or by a body of theirs. One that opens in January
-- needs no explanation, and would excuse whoever takes a fiscal year for a calendar year.
named_calendars as (

    select distinct
        entities.article_id,
        calendars.start_month,
        calendars.start_day
    from {{ changed_rows("stg_entity_mentions") }} as entities
    inner join {{ ref("ref_entities") }} as bodies on entities.entity_id = bodies.entity_id
    inner join {{ ref("ref_fiscal_years") }} as calendars on bodies.country = calendars.country
    where
        not entities.is_duplicate
        and calendars.start_month > 1

),

wrong_fiscal_years as (

    select
        'R14' as rule_id,
        'error' as severity,
        fiscal.article_id,
        fiscal.char_start,
        fiscal.char_end,
        stated.char_start as other_char_start,
        stated.char_end as other_char_end,
        stated.surface as observed,
        fiscal.start_on::varchar || ' to ' || fiscal.end_on::varchar as expected,
        printf(
            '"%s" is said to %s "%s"; it runs from %s to %s.', fiscal.surface,
            case related.relation when 'start' then 'begin' when 'end' then 'end' else 'be' end,
            stated.surface, fiscal.start_on::varchar, fiscal.end_on::varchar
        ) as explanation,
        printf(
            '« %s » est expliqué par « %s » ; il va du %s au %s.', fiscal.surface, stated.surface,
            {{ day_in_french("fiscal.start_on") }}, {{ day_in_french("fiscal.end_on") }}
        ) as explanation_fr,
        'Take the fiscal calendar of the payer''s country.' as suggestion
    from related
    inner join dates as fiscal on related.fiscal_id = fiscal.date_mention_id
    inner join dates as stated on related.stated_id = stated.date_mention_id
    where
        fiscal.start_on is not null
        and fiscal.end_on is not null
        and case related.relation
            when 'start'
                then
                    month(stated.start_on) != month(fiscal.start_on)
                    or (day(stated.start_on) != day(fiscal.start_on) and stated.start_on = stated.end_on)
            when 'end'
                then
                    month(stated.end_on) != month(fiscal.end_on)
                    or (day(stated.end_on) != day(fiscal.end_on) and stated.start_on = stated.end_on)
            when 'span' then
                -- "from 1 April 2026 to ..." may be read as two dates: the first is then the start, and open
                (
                    month(stated.start_on) != month(fiscal.start_on)
                    or (
                        stated.end_on - stated.start_on > {{ rule_parameter('R14', 'whole_span_days') }}
                        and month(stated.end_on) != month(fiscal.end_on)
                    )
                )
                and stated.start_on < fiscal.end_on + {{ rule_parameter('R14', 'near_days') }}::integer
                and coalesce(stated.end_on, stated.start_on)
                > fiscal.start_on - {{ rule_parameter('R14', 'near_days') }}::integer
        end
        -- the writer may mean the calendar of another country of the text
        and not exists (
            select 1 from named_calendars
            where
                named_calendars.article_id = fiscal.article_id
                and case
                    when related.relation = 'end'
                        then
                            month(stated.end_on + 1) = named_calendars.start_month
                            and (day(stated.end_on + 1) = named_calendars.start_day or stated.start_on < stated.end_on)
                    else
                        month(stated.start_on) = named_calendars.start_month
                        and (day(stated.start_on) = named_calendars.start_day or stated.start_on < stated.end_on)
                end
        )

),

lengths as (

    select
        spans.*,
        durations.surface as duration_surface,
        durations.char_start as duration_start,
        durations.char_end as duration_end,
        regexp_extract(durations.duration_iso, '^P([0-9]+)Y$', 1)::integer * 12 as stated_months,
        datediff('month', spans.start_on, spans.end_on + 1) as counted_months
    from dates as durations
    inner join dates as spans
        on
            durations.article_id = spans.article_id
            and (
                spans.char_start - durations.char_end between 0 and {{ rule_parameter('R16', 'gap_characters') }}
                or durations.char_start - spans.char_end between 0 and {{ rule_parameter('R16', 'gap_characters') }}
            )
    where
        regexp_matches(durations.duration_iso, '^P[0-9]+Y$')
        -- "3 billion a year from 2026 to 2029": a pace is no length
        and durations.date_type != 'set'
        and spans.start_on is not null
        and spans.end_on is not null
        and spans.date_mention_id != durations.date_mention_id
        and datediff('month', spans.start_on, spans.end_on + 1) > {{ rule_parameter('R13', 'plan_months') }}

),

wrong_lengths as (

    select
        'R13' as rule_id,
        'warn' as severity,
        article_id,
        char_start,
        char_end,
        duration_start as other_char_start,
        duration_end as other_char_end,
        printf('%d months', counted_months) as observed,
        printf('%d months', stated_months) as expected,
        printf(
            '"%s" beside "%s": %s to %s is %d months, not %d.', duration_surface, surface,
            start_on::varchar, end_on::varchar, counted_months, stated_months
        ) as explanation,
        printf(
            '« %s » à côté de « %s » : du %s au %s il y a %d mois, et non %d.', duration_surface, surface,
            {{ day_in_french("start_on") }}, {{ day_in_french("end_on") }}, counted_months, stated_months
        ) as explanation_fr,
        'Keep both; the bounds decide the period.' as suggestion
    from lengths
    where abs(counted_months - stated_months) > {{ rule_parameter('R13', 'slack_months') }}

),

unanchored as (

    select
        'R16' as rule_id,
        'warn' as severity,
        article_id,
        char_start,
        char_end,
        null::bigint as other_char_start,
        null::bigint as other_char_end,
        surface as observed,
        'a dated text' as expected,
        printf(
            '"%s" counts from the day of publication, which is %s.',
            surface,
            case when published_on is null then 'unknown' else 'known to the month only' end
        )
            as explanation,
        printf(
            '« %s » se compte depuis la parution, %s.',
            surface,
            case when published_on is null then 'inconnue' else 'connue au mois près' end
        )
            as explanation_fr,
        'Leave the date open; never anchor it on the day of loading.' as suggestion
    from dates
    where
        date_type in ('relative', 'weekday')
        and case
            when published_on is null then start_on is null and end_on is null
            else
                published_until_on > published_on
                and coalesce(end_on - start_on, 0) <= {{ rule_parameter('R16', 'widened_days') }}
                and coalesce(anchor, 'none') in ('publication', 'none')
        end
    qualify row_number() over (partition by article_id order by char_start) = 1

),

announced_after as (

    select
        'R16' as rule_id,
        'error' as severity,
        dates.article_id,
        dates.char_start,
        dates.char_end,
        cues.char_start as other_char_start,
        cues.char_end as other_char_end,
        dates.start_on::varchar as observed,
        'not after ' || dates.published_until_on::varchar as expected,
        printf(
            '"%s %s" is dated %s, after the report of %s.', cues.surface, dates.surface,
            dates.start_on::varchar, dates.published_until_on::varchar
        ) as explanation,
        printf(
            '« %s %s » est daté du %s, après l''article du %s.', cues.surface, dates.surface,
            {{ day_in_french("dates.start_on") }}, {{ day_in_french("dates.published_until_on") }}
        ) as explanation_fr,
        'One of the two dates is wrong; compare with other sources.' as suggestion
    from dates
    inner join cues
        on
            dates.article_id = cues.article_id
            and cues.cue_type = 'status'
            and cues.level >= {{ rule_parameter('R16', 'level_minimum') }}
            and dates.char_start - cues.char_end between 0 and {{ rule_parameter('R16', 'gap_characters') }}
    where
        dates.start_on = dates.end_on
        and dates.start_on > dates.published_until_on
        and dates.date_type not in ('deadline', 'period', 'fiscal')
        and coalesce(dates.mod, '') not in ('by', 'from')
        and regexp_matches(cues.surface, '{{ var("past_tense_pattern") }}')
    qualify row_number() over (partition by dates.date_mention_id order by cues.char_end desc) = 1

),

-- "On Monday, 27 July, the government announced": the day opens the sentence, the verb follows its subject or, in
-- Japanese, ends the sentence.
opening_dates as (

    select
        dates.*,
        cues.surface as cue_surface,
        cues.char_start as cue_start,
        cues.char_end as cue_end
    from dates
    inner join sentences
        on
            dates.article_id = sentences.article_id
            and dates.sentence_index = sentences.sentence_index
    inner join cues
        on
            dates.article_id = cues.article_id
            and dates.sentence_index = cues.sentence_index
            and cues.cue_type = 'status'
            and dates.char_end <= cues.char_start
    where
        dates.start_on = dates.end_on
        and dates.start_on > dates.published_until_on
        and dates.date_type not in ('deadline', 'period', 'fiscal')
        and coalesce(dates.mod, '') not in ('by', 'from')
        and regexp_matches(cues.surface, '{{ var("past_tense_pattern") }}')
        and regexp_matches(lower(cues.surface), '{{ var("announcing_pattern") }}')
        and dates.char_start - sentences.char_start <= {{ rule_parameter('R16', 'opening_characters') }}
        and case
            when
                dates.language = 'ja'
                then sentences.char_end - cues.char_end <= {{ rule_parameter('R16', 'closing_characters') }}
            else cues.char_start - dates.char_end <= {{ rule_parameter('R17', 'cue_reach_characters') }}
        end
    qualify row_number() over (partition by dates.date_mention_id order by cues.char_end) = 1

),

opening_after as (

    select
        'R16' as rule_id,
        'error' as severity,
        article_id,
        char_start,
        char_end,
        cue_start as other_char_start,
        cue_end as other_char_end,
        start_on::varchar as observed,
        'not after ' || published_until_on::varchar as expected,
        printf(
            '"%s" is said of %s, after the report of %s.', cue_surface, start_on::varchar, published_until_on::varchar
        ) as explanation,
        printf(
            '« %s » est dit du %s, après l''article du %s.',
            cue_surface,
            {{ day_in_french("start_on") }},
            {{ day_in_french("published_until_on") }}
        ) as explanation_fr,
        'One of the two dates is wrong; compare with other sources.' as suggestion
    from opening_dates
    where not exists (
            select 1 from announced_after
            where
                announced_after.article_id = opening_dates.article_id
                and announced_after.char_start = opening_dates.char_start
        )

),

-- "The announcement was made in Longueuil on 28 March", "a filing dated 16 January": the words before a day say that it
-- is over.
past_days as (

    select
        dates.*,
        lower(
            substring(
                articles.text,
                greatest(
                    sentences.char_start, dates.char_start - {{ rule_parameter('R16', 'past_reach_characters') }}
                )::bigint + 1,
                least(
                    dates.char_start - sentences.char_start, {{ rule_parameter('R16', 'past_reach_characters') }}
                )::bigint
            )
        ) as lead_text
    from dates
    inner join sentences
        on
            dates.article_id = sentences.article_id
            and dates.sentence_index = sentences.sentence_index
    inner join articles on dates.article_id = articles.article_id
    where
        dates.start_on = dates.end_on
        and dates.start_on > dates.published_until_on
        and dates.date_type not in ('deadline', 'period', 'fiscal')
        and coalesce(dates.mod, '') not in ('by', 'from')

),

dated_ahead as (

    select
        'R16' as rule_id,
        'error' as severity,
        past_days.article_id,
        past_days.char_start,
        past_days.char_end,
        null::bigint as other_char_start,
        null::bigint as other_char_end,
        past_days.start_on::varchar as observed,
        'not after ' || past_days.published_until_on::varchar as expected,
        printf(
            '"%s" is told as past, and lies after the report of %s.',
            past_days.surface,
            past_days.published_until_on::varchar
        ) as explanation,
        printf(
            '« %s » est raconté au passé, et vient après l''article du %s.',
            past_days.surface,
            {{ day_in_french("past_days.published_until_on") }}
        ) as explanation_fr,
        'One of the two dates is wrong; compare with other sources.' as suggestion
    from past_days
    inner join {{ ref("ref_tense_cues") }} as tenses
        on
            past_days.language = tenses.language
            and tenses.place = 'past'
            and matches_pattern(past_days.lead_text, tenses.pattern)
    anti join {{ ref("ref_tense_cues") }} as futures
        on
            past_days.language = futures.language
            and futures.place = 'future'
            and matches_pattern(past_days.lead_text, futures.pattern)
    where
        not exists (
            select 1 from announced_after
            where
                announced_after.article_id = past_days.article_id
                and announced_after.char_start = past_days.char_start
        )
        and not exists (
            select 1 from opening_dates
            where opening_dates.date_mention_id = past_days.date_mention_id
        )
    qualify row_number() over (partition by past_days.date_mention_id order by tenses.pattern) = 1

),

-- "will exceed 15 trillion in 2024", in a text of 2025: the sum stands between the verb and the year.
dated_sums as (

    select
        dates.*,
        money.char_start as money_start,
        money.char_end as money_end,
        money.surface as money_surface,
        lower(
            substring(
                articles.text,
                greatest(1, money.char_start - {{ rule_parameter('R16', 'verb_reach_characters') }} + 1)::bigint,
                least(money.char_start, {{ rule_parameter('R16', 'verb_reach_characters') }})::bigint
            )
        ) as lead_text,
        lower(
            substring(articles.text, money.char_end + 1, {{ rule_parameter('R16', 'verb_reach_characters') }}::bigint)
        ) as tail_text
    from dates
    inner join articles on dates.article_id = articles.article_id
    inner join {{ changed_rows("int_money_countable") }} as money
        on
            dates.article_id = money.article_id
            and dates.sentence_index = money.sentence_index
            and case
                when dates.language = 'ja' then money.char_start - dates.char_end
                else dates.char_start - money.char_end
            end between 0 and {{ rule_parameter('R16', 'year_gap_characters') }}
    where
        dates.end_on < dates.published_on
        and dates.date_type not in ('relative', 'weekday')
        and coalesce(dates.mod, '') not in ('by', 'from')

),

future_of_the_past as (

    select
        'R16' as rule_id,
        'warn' as severity,
        dated_sums.article_id,
        dated_sums.money_start as char_start,
        dated_sums.money_end as char_end,
        dated_sums.char_start as other_char_start,
        dated_sums.char_end as other_char_end,
        'a future tense' as observed,
        'a past tense for ' || dated_sums.surface as expected,
        printf(
            '%s is foretold for "%s", which was over when the text appeared on %s.',
            dated_sums.money_surface, dated_sums.surface, dated_sums.published_on::varchar
        ) as explanation,
        printf(
            '%s est prédit pour « %s », déjà passé à la parution du %s.',
            dated_sums.money_surface, dated_sums.surface, {{ day_in_french("dated_sums.published_on") }}
        ) as explanation_fr,
        'The text copies an older forecast; do not take it for a result.' as suggestion
    from dated_sums
    inner join {{ ref("ref_tense_cues") }} as tenses
        on
            dated_sums.language = tenses.language
            and (
                (tenses.place = 'lead' and matches_pattern(dated_sums.lead_text, tenses.pattern))
                or (tenses.place = 'tail' and matches_pattern(dated_sums.tail_text, tenses.pattern))
            )
    qualify row_number() over (partition by dated_sums.date_mention_id order by dated_sums.money_start) = 1

),

findings as (

    select * from wrong_weekdays
    union all
    select * from wrong_fiscal_years
    union all
    select * from wrong_lengths
    union all
    select * from unanchored
    union all
    select * from announced_after
    union all
    select * from opening_after
    union all
    select * from dated_ahead
    union all
    select * from future_of_the_past

)

select
    {{ finding_columns(absent=['commitment_id', 'other_article_id', 'factor']) }}
from findings
order by rule_id, article_id, char_start, other_char_start
