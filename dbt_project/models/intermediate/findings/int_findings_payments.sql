{{ config(materialized="regrouped") }}
-- Money that flows before it may. R09: paid, or said to be paid, before its period or its fiscal year begins, or before
-- what it rests on takes effect. R08: a lead that overstates the stage of its figures.
with

claims as (

    select * from {{ regrouped_rows("int_claims_comparable") }}

),

passages as (

    select * from {{ regrouped_rows("stg_passages") }}

),

money as (

    select * from {{ regrouped_rows("int_money_resolved") }}

),

too_early as (

    select
        'R09' as rule_id,
        'error' as severity,
        commitment_id,
        article_id,
        status_cue_start as char_start,
        status_cue_end as char_end,
        char_start as other_char_start,
        char_end as other_char_end,
        status || ' on ' || published_until_on::varchar as observed,
        'not before ' || period_start::varchar as expected,
        printf(
            '"%s" says that the money flows on %s; its period begins on %s.',
            status_cue,
            published_until_on::varchar,
            period_start::varchar
        )
            as explanation,
        printf(
            '« %s » dit que l''argent coule le %s ; sa période commence le %s.',
            status_cue,
            {{ day_in_french("published_until_on") }},
            {{ day_in_french("period_start") }}
        )
            as explanation_fr,
        'Take the stage as announced.' as suggestion
    from claims
    where
        status_level >= {{ rule_parameter('R09', 'level_minimum') }}
        and period_start > published_until_on
        and claim_basis = 'stated'
    qualify row_number() over (partition by article_id, commitment_id order by char_start) = 1

),

-- An article of which money flows already.
running as (

    select distinct article_id
    from claims
    where status_level >= {{ rule_parameter('R09', 'level_minimum') }}

),

-- The lead says that it runs, the claims only that it is planned, and its fiscal year is yet to begin.
first_passages as (

    select
        article_id,
        min(passage_index) as passage_index
    from passages
    where passage_kind in ('body', 'list_item', 'summary')
    group by article_id

),

overstated as (

    select
        claims.commitment_id,
        claims.article_id,
        cues.surface as cue_surface,
        cues.char_start as cue_start,
        cues.char_end as cue_end,
        claims.char_start as claim_start,
        claims.char_end as claim_end,
        claims.status,
        dates.surface as date_surface,
        dates.start_on,
        dates.char_start as date_start,
        dates.char_end as date_end,
        claims.published_until_on
    from claims
    inner join first_passages on claims.article_id = first_passages.article_id
    inner join {{ regrouped_rows("stg_status_cues") }} as cues
        on
            first_passages.article_id = cues.article_id
            and first_passages.passage_index = cues.passage_index
            and cues.cue_type = 'status'
            and cues.level >= {{ rule_parameter('R09', 'level_minimum') }}
            and cues.level >= claims.status_level + {{ rule_parameter('R08', 'level_span') }}
            and not cues.is_negated
            and not cues.is_duplicate
    inner join {{ regrouped_rows("stg_date_mentions") }} as dates
        on
            claims.article_id = dates.article_id
            and dates.date_type = 'fiscal'
            and claims.published_until_on < dates.start_on
            and not dates.is_duplicate
    left join running on claims.article_id = running.article_id
    where
        claims.claim_basis = 'stated'
        and running.article_id is null
    qualify
        row_number() over (
            partition by claims.article_id
            order by cues.char_start, claims.char_start, abs(dates.char_start - cues.char_start), dates.char_start
        ) = 1

),

two_stages as (

    select
        'R08' as rule_id,
        'warn' as severity,
        commitment_id,
        article_id,
        cue_start as char_start,
        cue_end as char_end,
        claim_start as other_char_start,
        claim_end as other_char_end,
        cue_surface as observed,
        status as expected,
        printf('"%s" in the lead, but the figures are only %s.', cue_surface, {{ in_words("stage", "status") }})
            as explanation,
        printf(
            '« %s » en tête, mais les chiffres sont au stade « %s ».',
            cue_surface,
            {{ in_words("stage", "status", "fr") }}
        )
            as explanation_fr,
        'Take the lower stage.' as suggestion
    from overstated

),

not_begun as (

    select
        'R09' as rule_id,
        'error' as severity,
        commitment_id,
        article_id,
        cue_start as char_start,
        cue_end as char_end,
        date_start as other_char_start,
        date_end as other_char_end,
        cue_surface as observed,
        'not before ' || start_on::varchar as expected,
        printf(
            '"%s" on %s, but "%s" begins on %s.',
            cue_surface,
            published_until_on::varchar,
            date_surface,
            start_on::varchar
        )
            as explanation,
        printf(
            '« %s » le %s, mais « %s » commence le %s.',
            cue_surface,
            {{ day_in_french("published_until_on") }},
            date_surface,
            {{ day_in_french("start_on") }}
        )
            as explanation_fr,
        'Take the stage as announced.' as suggestion
    from overstated

),

-- "The money has already been paid", said in a sentence of its own while every period of the article is yet to begin.
only_ahead as (

    select article_id
    from claims
    where
        claim_basis = 'stated'
        and not is_call
    group by article_id
    having bool_and(coalesce(period_start > published_until_on, false))

),

paid_ahead as (

    select
        'R09' as rule_id,
        'error' as severity,
        claims.commitment_id,
        claims.article_id,
        cues.char_start,
        cues.char_end,
        claims.char_start as other_char_start,
        claims.char_end as other_char_end,
        cues.surface as observed,
        'not before ' || claims.period_start::varchar as expected,
        printf(
            '"%s" on %s; the money is for a period that begins on %s.',
            cues.surface,
            claims.published_until_on::varchar,
            claims.period_start::varchar
        )
            as explanation,
        printf(
            '« %s » le %s ; l''argent est destiné à une période qui commence le %s.',
            cues.surface,
            {{ day_in_french("claims.published_until_on") }},
            {{ day_in_french("claims.period_start") }}
        )
            as explanation_fr,
        'Take the stage as announced.' as suggestion
    from claims
    inner join only_ahead on claims.article_id = only_ahead.article_id
    inner join {{ regrouped_rows("stg_status_cues") }} as cues
        on
            claims.article_id = cues.article_id
            and cues.cue_type = 'status'
            and cues.level >= {{ rule_parameter('R09', 'level_minimum') }}
            and cues.sentence_index - claims.sentence_index
            between 1 and {{ rule_parameter('R09', 'sentence_reach') }}
            and not cues.is_negated
            and not cues.is_duplicate
            and regexp_matches(lower(cues.surface), '{{ var("paying_pattern") }}')
    inner join passages
        on
            cues.article_id = passages.article_id
            and cues.passage_index = passages.passage_index
            and passages.passage_kind in ('body', 'list_item', 'summary')
    left join running on claims.article_id = running.article_id
    where
        claims.claim_basis = 'stated'
        and not claims.is_call
        and running.article_id is null
        and claims.article_id not in (select overstated.article_id from overstated)
        -- another sum, or a day, would make it another payment
        and not exists (
            select 1 from money
            where
                money.article_id = cues.article_id
                and money.sentence_index = cues.sentence_index
        )
        and not exists (
            select 1 from {{ regrouped_rows("stg_date_mentions") }} as dates
            where
                dates.article_id = cues.article_id
                and dates.sentence_index = cues.sentence_index
        )
    qualify row_number() over (partition by claims.article_id order by cues.char_start asc, claims.char_start desc) = 1

),

-- "The sum has been paid. The agreement takes effect only on 1 January": of the day on which the money may flow.
not_in_force as (

    select
        'R09' as rule_id,
        'error' as severity,
        null::varchar as commitment_id,
        dates.article_id,
        cues.char_start,
        cues.char_end,
        dates.char_start as other_char_start,
        dates.char_end as other_char_end,
        cues.surface as observed,
        'not before ' || dates.start_on::varchar as expected,
        printf(
            '"%s" on %s, but it takes effect on %s.',
            cues.surface,
            articles.published_until_on::varchar,
            dates.start_on::varchar
        )
            as explanation,
        printf(
            '« %s » le %s, mais l''effet ne commence que le %s.',
            cues.surface,
            {{ day_in_french("articles.published_until_on") }},
            {{ day_in_french("dates.start_on") }}
        )
            as explanation_fr,
        'Take the stage as announced.' as suggestion
    from {{ regrouped_rows("stg_date_mentions") }} as dates
    inner join {{ regrouped_rows("stg_articles") }} as articles
        on
            dates.article_id = articles.article_id
            and dates.start_on > articles.published_until_on
    inner join {{ regrouped_rows("stg_sentences") }} as sentences
        on
            dates.article_id = sentences.article_id
            and dates.sentence_index = sentences.sentence_index
    inner join {{ regrouped_rows("stg_status_cues") }} as cues
        on
            dates.article_id = cues.article_id
            and cues.cue_type = 'status'
            and cues.level >= {{ rule_parameter('R09', 'level_minimum') }}
            and abs(cues.sentence_index - dates.sentence_index) <= {{ rule_parameter('R09', 'effect_reach') }}
            and not cues.is_negated
            and not cues.is_duplicate
            and regexp_matches(lower(cues.surface), '{{ var("paying_pattern") }}')
            and regexp_matches(lower(cues.surface), '{{ var("past_tense_pattern") }}')
    where
        not dates.is_duplicate
        and regexp_matches(
            lower(
                substring(articles.text, sentences.char_start + 1, sentences.char_end - sentences.char_start)
            ),
            '{{ var("in_force_pattern") }}'
        )
    qualify row_number() over (partition by dates.article_id order by cues.char_start, dates.char_start) = 1

),

-- "The first 150 million of 2026-27 money has already been paid", said before the year begins, in one sentence that
-- tells no rest still to be paid.
paid_sentences as (

    select
        sentences.article_id,
        sentences.sentence_index,
        sentences.char_start
        + position(regexp_extract(sentences.sentence_text, tenses.pattern) in sentences.sentence_text)
        - 1 as char_start,
        regexp_extract(sentences.sentence_text, tenses.pattern) as wording
    from (
        select
            cut.article_id,
            cut.sentence_index,
            cut.char_start,
            articles.language,
            lower(
                {{ on_one_line(
                    "substring(articles.text, cut.char_start + 1, cut.char_end - cut.char_start)"
                ) }}
            ) as sentence_text
        from {{ regrouped_rows("stg_sentences") }} as cut
        inner join {{ regrouped_rows("stg_articles") }} as articles on cut.article_id = articles.article_id
        inner join passages
            on
                cut.article_id = passages.article_id
                and cut.passage_index = passages.passage_index
                and passages.passage_kind in ('body', 'list_item', 'summary')
    ) as sentences
    inner join {{ ref("ref_tense_cues") }} as tenses
        on
            sentences.language = tenses.language
            and tenses.place = 'paid'
            and matches_pattern(sentences.sentence_text, tenses.pattern)
    qualify row_number() over (partition by sentences.article_id, sentences.sentence_index order by tenses.pattern) = 1

),

paid_before_its_year as (

    select
        'R09' as rule_id,
        'error' as severity,
        null::varchar as commitment_id,
        paid_sentences.article_id,
        paid_sentences.char_start,
        paid_sentences.char_start + length(paid_sentences.wording) as char_end,
        dates.char_start as other_char_start,
        dates.char_end as other_char_end,
        paid_sentences.wording as observed,
        'not before ' || dates.start_on::varchar as expected,
        printf(
            '"%s" on %s, but "%s" begins on %s.',
            paid_sentences.wording,
            articles.published_until_on::varchar,
            dates.surface,
            dates.start_on::varchar
        )
            as explanation,
        printf(
            '« %s » le %s, mais « %s » commence le %s.',
            paid_sentences.wording,
            {{ day_in_french("articles.published_until_on") }},
            dates.surface,
            {{ day_in_french("dates.start_on") }}
        )
            as explanation_fr,
        'Take the stage as announced.' as suggestion
    from paid_sentences
    inner join {{ regrouped_rows("stg_articles") }} as articles on paid_sentences.article_id = articles.article_id
    inner join {{ regrouped_rows("stg_date_mentions") }} as dates
        on
            paid_sentences.article_id = dates.article_id
            and paid_sentences.sentence_index = dates.sentence_index
            and dates.date_type in ('fiscal', 'period')
            and articles.published_until_on < dates.start_on
            and not dates.is_duplicate
            and greatest(
                dates.char_start - (paid_sentences.char_start + length(paid_sentences.wording)),
                paid_sentences.char_start - dates.char_end
            ) <= {{ rule_parameter('R09', 'date_reach_characters') }}
    where
        not exists (
            select 1 from {{ regrouped_rows("stg_status_cues") }} as rests
            where
                rests.article_id = paid_sentences.article_id
                and rests.sentence_index = paid_sentences.sentence_index
                and rests.cue_type = 'remainder'
        )
        -- one sum, if any: the second is another payment
        and (
            select count(*) from money
            where
                money.article_id = paid_sentences.article_id
                and money.sentence_index = paid_sentences.sentence_index
                and money.equivalent_of_id is null
        ) <= 1
    qualify
        row_number() over (
            partition by paid_sentences.article_id order by paid_sentences.char_start, dates.char_start
        ) = 1

),

findings as (

    select * from too_early
    union all
    select * from not_in_force
    where
        not exists (
            select 1 from too_early
            where too_early.article_id = not_in_force.article_id
        )
    union all
    select * from paid_ahead
    union all
    select * from paid_before_its_year
    where
        not exists (
            select 1 from too_early
            where too_early.article_id = paid_before_its_year.article_id
        )
        and not exists (
            select 1 from overstated
            where overstated.article_id = paid_before_its_year.article_id
        )
    union all
    select * from two_stages
    union all
    select * from not_begun

)

select
    {{ finding_columns(absent=['other_article_id', 'factor']) }}
from findings
order by rule_id, article_id, char_start
