{{ config(materialized="incremental") }}
-- Dates that the calendar contradicts. R13: a length that its own bounds lack. R14: a fiscal year explained wrongly.
-- R15: a weekday that the date is not.
with

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

passages as (

    select * from {{ changed_rows("stg_passages") }}

),

explanations as (

    select * from {{ ref("ref_fiscal_explanations") }}

),

dates as (

    {{ dates_told() }}

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
    where
        not coalesce(is_weekday_right, isodow(named_on) = weekday)
        -- without its year the day may be the one before or behind, where that lies nearer to the report
        and not coalesce(
            anchor = 'publication'
            and case
                when named_on < published_on
                    then
                        isodow(named_on + interval 1 year) = weekday
                        and (named_on + interval 1 year)::date - published_on < published_on - named_on
                else
                    isodow(named_on - interval 1 year) = weekday
                    and published_on - (named_on - interval 1 year)::date < named_on - published_on
            end,
            false
        )

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
                fiscal.char_end - stated.char_end + {{ rule_parameter('R14', 'tail_characters') }}::bigint
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
    -- "exercice 2026-2027 (juillet 2026 à juin 2027)": what stands in brackets explains a year if it is about as long
    inner join dates as bracketed on explained.stated_id = bracketed.date_mention_id
    where
        not regexp_full_match(explained.between_text, ' ?[(]')
        or bracketed.end_on - bracketed.start_on > {{ rule_parameter('R14', 'bracket_days') }}
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

-- "Fiscal 2026 (October 2026 to September 2027)", of a country that names its fiscal years after their end.
years_named as (

    select
        related.fiscal_id,
        related.stated_id,
        stated.start_on = (fiscal.start_on + interval 1 year)::date as is_late
    from related
    inner join dates as fiscal on related.fiscal_id = fiscal.date_mention_id
    inner join dates as stated on related.stated_id = stated.date_mention_id
    inner join {{ ref("ref_fiscal_years") }} as calendars on fiscal.fiscal_country = calendars.country
    where
        related.relation = 'span'
        and calendars.label = 'end'
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
    left join years_named
        on
            related.fiscal_id = years_named.fiscal_id
            and related.stated_id = years_named.stated_id
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
                        and (month(stated.end_on) != month(fiscal.end_on) or coalesce(years_named.is_late, false))
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
                and not coalesce(years_named.is_late, false)
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

findings as (

    select * from wrong_weekdays
    union all
    select * from wrong_fiscal_years
    union all
    select * from wrong_lengths

)

select
    {{ finding_columns(absent=['commitment_id', 'other_article_id', 'factor']) }}
from findings
order by rule_id, article_id, char_start, other_char_start
