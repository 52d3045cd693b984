{{ config(materialized="incremental") }}
-- Dates that do not fit the day of their report. R16: an announcement dated after it, a date that hangs on nothing,
-- and a forecast for what is over.
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

dates as (

    {{ dates_told() }}

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
            and dates.sentence_index = cues.sentence_index
            and cues.cue_type = 'status'
            and cues.level >= {{ rule_parameter('R16', 'level_minimum') }}
            and dates.char_start - cues.char_end between 0 and {{ rule_parameter('R16', 'gap_characters') }}
    where
        dates.start_on = dates.end_on
        and dates.start_on > dates.published_until_on
        and dates.date_type not in ('deadline', 'period', 'fiscal', 'relative')
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
        and dates.date_type not in ('deadline', 'period', 'fiscal', 'relative')
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

-- Single days with the words before them, which say whether they are over.
led_days as (

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
        ) as lead_text,
        lower(substring(articles.text, dates.char_end + 1, sentences.char_end - dates.char_end)) as tail_text
    from dates
    inner join sentences
        on
            dates.article_id = sentences.article_id
            and dates.sentence_index = sentences.sentence_index
    inner join articles on dates.article_id = articles.article_id
    where
        dates.start_on = dates.end_on
        and coalesce(dates.mod, '') not in ('by', 'from')

),

-- "The announcement was made in Longueuil on 28 March", "a filing dated 16 January": the words before a day say that it
-- is over.
past_days as (

    select *
    from led_days
    where
        start_on > published_until_on
        and date_type not in ('deadline', 'period', 'fiscal')

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

-- "The loan will be signed on 3 June", in a text of July. A day long past without its year is that of the next year.
foretold_days as (

    select *
    from led_days
    where
        published_on - start_on between 1 and {{ rule_parameter('R16', 'foretold_days') }}
        and date_type = 'explicit'

),

foretold_too_late as (

    select
        'R16' as rule_id,
        'warn' as severity,
        foretold_days.article_id,
        foretold_days.char_start,
        foretold_days.char_end,
        null::bigint as other_char_start,
        null::bigint as other_char_end,
        'a future tense' as observed,
        'a past tense for ' || foretold_days.surface as expected,
        printf(
            '"%s" is foretold, and was over when the text appeared on %s.',
            foretold_days.surface,
            foretold_days.published_on::varchar
        ) as explanation,
        printf(
            '« %s » est annoncé au futur, et était passé à la parution du %s.',
            foretold_days.surface,
            {{ day_in_french("foretold_days.published_on") }}
        ) as explanation_fr,
        'The text copies an older forecast; do not take it for a result.' as suggestion
    from foretold_days
    inner join {{ ref("ref_tense_cues") }} as tenses
        on
            foretold_days.language = tenses.language
            and (
                (tenses.place = 'foretold' and matches_pattern(foretold_days.lead_text, tenses.pattern))
                -- Japanese verbs stand behind
                or (tenses.place = 'foretold_tail' and matches_pattern(foretold_days.tail_text, tenses.pattern))
            )
    qualify row_number() over (partition by foretold_days.date_mention_id order by tenses.pattern) = 1

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

    select * from unanchored
    union all
    select * from announced_after
    union all
    select * from opening_after
    union all
    select * from dated_ahead
    union all
    select * from future_of_the_past
    union all
    select * from foretold_too_late

)

select
    {{ finding_columns(absent=['commitment_id', 'other_article_id', 'factor']) }}
from findings
order by rule_id, article_id, char_start, other_char_start
