-- Between articles. R14: a translation that takes fiscal years for calendar years. R17: two days for one announcement.
-- R20: articles that rest on one report.
with

clusters as (

    select * from {{ ref("int_source_clusters") }}

),

-- The day of an announcement stands near what is announced; elsewhere in the article it is of something else.
claims as (

    select
        *,
        sentence_index - {{ rule_parameter('R17', 'claim_sentences') }} as first_sentence,
        sentence_index + {{ rule_parameter('R17', 'claim_sentences') }} as last_sentence
    from {{ ref("int_claims_comparable") }}

),

cues as (

    select * from {{ ref("stg_status_cues") }}

),

money as (

    select * from {{ ref("int_money_countable") }}

),

articles as (

    select * from {{ ref("stg_articles") }}

),

dates as (

    select dates.*
    from {{ ref("stg_date_mentions") }} as dates
    inner join {{ ref("stg_passages") }} as passages
        on
            dates.article_id = passages.article_id
            and dates.passage_index = passages.passage_index
    where
        not dates.is_duplicate
        and passages.passage_kind in ('title', 'heading', 'body', 'list_item', 'summary')

),

ranked_sources as (

    select
        clusters.*,
        row_number() over (
            partition by clusters.independent_source_id
            order by articles.published_on asc nulls last, clusters.article_id asc
        ) as source_rank
    from clusters
    inner join articles on clusters.article_id = articles.article_id
    where clusters.source_article_count > 1

),

-- The link that shows it best stands for the whole group.
strongest_links as (

    select
        links.article_id,
        links.other_article_id,
        links.reason,
        -- two accounts of one announcement are one source, though neither repeats the other
        case
            when links.reason = 'same_announcement'
                and links.score < {{ rule_parameter('R20', 'shared_figure_minimum') }}
                then 'info'
            else 'warn'
        end as severity,
        clusters.independent_source_id,
        clusters.source_article_count
    from {{ ref("int_source_links") }} as links
    inner join clusters on links.article_id = clusters.article_id
    inner join clusters as other_clusters
        on
            links.other_article_id = other_clusters.article_id
            and clusters.independent_source_id = other_clusters.independent_source_id
    qualify
        row_number() over (
            partition by clusters.independent_source_id
            order by
                links.reason = 'near_copy' desc,
                links.score desc,
                links.article_id asc,
                links.other_article_id asc
        ) = 1

),

dependent as (

    select
        'R20' as rule_id,
        severity,
        null::varchar as commitment_id,
        article_id,
        other_article_id,
        null::bigint as char_start,
        null::bigint as char_end,
        null::bigint as other_char_start,
        null::bigint as other_char_end,
        printf('%d articles', source_article_count) as observed,
        'one source' as expected,
        printf(
            '%d articles rest on one report (%s): they confirm nothing to each other.',
            source_article_count,
            {{ in_words("link", "reason") }}
        )
            as explanation,
        printf(
            '%d articles reposent sur une même source (%s) : ils ne se confirment pas.',
            source_article_count,
            {{ in_words("link", "reason", "fr") }}
        )
            as explanation_fr,
        'Count them once.' as suggestion
    from strongest_links
    where
        severity = 'warn'
        or source_article_count >= {{ rule_parameter('R20', 'account_minimum') }}

),

-- A group and its subsidiary, named alike, in reports of one source: which of them is meant?
companies as (

    select
        entities.article_id,
        clusters.independent_source_id,
        entities.char_start,
        entities.char_end,
        entities.surface,
        entities.entity_id,
        companies.parent_entity_id,
        split_part(lower(companies.name_en), ' ', 1) as first_word
    from {{ ref("stg_entity_mentions") }} as entities
    inner join {{ ref("ref_entities") }} as companies on entities.entity_id = companies.entity_id
    inner join clusters on entities.article_id = clusters.article_id
    inner join {{ ref("stg_passages") }} as passages
        on
            entities.article_id = passages.article_id
            and entities.passage_index = passages.passage_index
    where
        not entities.is_duplicate
        and companies.entity_type = 'company'
        and passages.passage_kind in ('title', 'heading', 'body', 'list_item', 'summary')

),

families as (

    select
        'R22' as rule_id,
        'warn' as severity,
        null::varchar as commitment_id,
        subsidiaries.article_id,
        nullif(parents.article_id, subsidiaries.article_id) as other_article_id,
        subsidiaries.char_start,
        subsidiaries.char_end,
        parents.char_start as other_char_start,
        parents.char_end as other_char_end,
        subsidiaries.surface as observed,
        parents.surface as expected,
        printf('"%s" and "%s": a subsidiary and its group, for one report.', subsidiaries.surface, parents.surface)
            as explanation,
        printf(
            '« %s » et « %s » : une filiale et son groupe, pour une même nouvelle.',
            subsidiaries.surface,
            parents.surface
        )
            as explanation_fr,
        'Keep each as stated; link parent and subsidiary.' as suggestion
    from companies as subsidiaries
    inner join companies as parents
        on
            subsidiaries.independent_source_id = parents.independent_source_id
            and subsidiaries.parent_entity_id = parents.entity_id
            and subsidiaries.first_word = parents.first_word
    qualify
        row_number() over (
            partition by subsidiaries.independent_source_id, subsidiaries.entity_id
            order by
                subsidiaries.article_id = parents.article_id desc,
                subsidiaries.article_id asc,
                subsidiaries.char_start asc,
                parents.char_start asc
        ) = 1

),

-- The same years, once of a fiscal calendar and once of the calendar, in two articles of one source.
mistaken_years as (

    select
        'R14' as rule_id,
        case when year(calendar_dates.end_on) > year(calendar_dates.start_on) then 'error' else 'warn' end as severity,
        null::varchar as commitment_id,
        {{ both_places('calendar_dates', 'fiscal_dates') }},
        calendar_dates.surface as observed,
        fiscal_dates.start_on::varchar || ' to ' || fiscal_dates.end_on::varchar as expected,
        printf(
            '"%s" takes the fiscal years "%s" (%s to %s) for calendar years.',
            calendar_dates.surface,
            fiscal_dates.surface,
            fiscal_dates.start_on::varchar,
            fiscal_dates.end_on::varchar
        )
            as explanation,
        printf(
            '« %s » prend les exercices « %s » (du %s au %s) pour des années civiles.',
            calendar_dates.surface,
            fiscal_dates.surface,
            {{ day_in_french("fiscal_dates.start_on") }},
            {{ day_in_french("fiscal_dates.end_on") }}
        )
            as explanation_fr,
        'Take the fiscal years.' as suggestion
    from ranked_sources as fiscal_side
    inner join ranked_sources as calendar_side
        on
            fiscal_side.independent_source_id = calendar_side.independent_source_id
            and fiscal_side.article_id != calendar_side.article_id
    inner join dates as fiscal_dates
        on
            fiscal_side.article_id = fiscal_dates.article_id
            and fiscal_dates.date_type = 'fiscal'
            and month(fiscal_dates.start_on) != 1
    inner join dates as calendar_dates
        on
            calendar_side.article_id = calendar_dates.article_id
            and calendar_dates.date_type != 'fiscal'
            and calendar_dates.start_on = make_date(year(fiscal_dates.start_on), 1, 1)
            and calendar_dates.end_on = make_date(year(fiscal_dates.end_on) - 1, 12, 31)
    where
        not exists (
            select 1 from dates as own_fiscal
            where
                own_fiscal.article_id = calendar_dates.article_id
                and own_fiscal.date_type = 'fiscal'
                and year(own_fiscal.start_on) = year(fiscal_dates.start_on)
        )
    qualify
        row_number() over (
            partition by
                calendar_dates.article_id,
                fiscal_dates.article_id,
                year(calendar_dates.end_on) > year(calendar_dates.start_on)
            order by calendar_dates.char_start, fiscal_dates.char_start
        ) = 1

),

-- A day of announcement: a date of at most a month in the clause of a verb of announcing in the past.
announcements as (

    select
        dates.article_id,
        cues.sentence_index,
        dates.char_start,
        dates.char_end,
        dates.surface,
        dates.start_on,
        dates.end_on,
        -- a signature may follow the announcement by weeks
        regexp_matches(lower(cues.surface), '{{ var("signing_pattern") }}') as is_signing
    from dates
    inner join cues
        on
            dates.article_id = cues.article_id
            -- "The promise goes back to early December. She had announced ..."
            and cues.sentence_index between dates.sentence_index and dates.sentence_index + 1
            and cues.cue_type = 'status'
            -- "to be signed on Monday" is no signature yet
            and (
                regexp_matches(lower(cues.surface), '{{ var("announcing_pattern") }}')
                or (
                    cues.level >= {{ rule_parameter('R17', 'signing_level_minimum') }}
                    and regexp_matches(lower(cues.surface), '{{ var("signing_pattern") }}')
                )
            )
    inner join {{ ref("stg_sentences") }} as sentences
        on
            dates.article_id = sentences.article_id
            and dates.sentence_index = sentences.sentence_index
    where
        (
            greatest(dates.char_start - cues.char_end, cues.char_start - dates.char_end)
            <= {{ rule_parameter('R17', 'cue_reach_characters') }}
            -- "Met on Monday, the agency and the hospital signed": a day that opens its sentence is its verb's
            or (
                dates.char_start - sentences.char_start <= {{ rule_parameter('R16', 'opening_characters') }}
                and dates.sentence_index = cues.sentence_index
            )
        )
        and dates.end_on - dates.start_on <= {{ rule_parameter('R17', 'day_span_maximum') }}
        and coalesce(dates.mod, '') not in ('by', 'from')
        and dates.date_type in ('explicit', 'relative', 'weekday', 'period', 'part', 'date')
    qualify
        row_number() over (
            partition by dates.article_id, cues.sentence_index
            order by greatest(dates.char_start - cues.char_end, cues.char_start - dates.char_end), dates.char_start
        ) = 1

),

-- What is announced: the sums of that sentence or, in another article, of the same commitment.
announced_pairs as (

    select distinct
        earlier.article_id,
        earlier.char_start,
        later.article_id as other_article_id,
        later.char_start as other_char_start,
        null::varchar as commitment_id
    from announcements as earlier
    inner join money as earlier_money
        on
            earlier.article_id = earlier_money.article_id
            and earlier.sentence_index = earlier_money.sentence_index
    inner join money as later_money
        on
            earlier_money.article_id = later_money.article_id
            and earlier_money.currency = later_money.currency
            and earlier_money.amount_max = later_money.amount_max
            and earlier_money.sentence_index < later_money.sentence_index
    inner join announcements as later
        on
            later_money.article_id = later.article_id
            and later_money.sentence_index = later.sentence_index

    union

    select distinct
        earlier.article_id,
        earlier.char_start,
        later.article_id as other_article_id,
        later.char_start as other_char_start,
        earlier_claims.commitment_id
    from announcements as earlier
    inner join claims as earlier_claims
        on
            earlier.article_id = earlier_claims.article_id
            and earlier.sentence_index between earlier_claims.first_sentence and earlier_claims.last_sentence
    inner join claims as later_claims
        on
            earlier_claims.commitment_id = later_claims.commitment_id
            and earlier_claims.article_id < later_claims.article_id
            and earlier_claims.amount_max = later_claims.amount_max
    inner join announcements as later
        on
            later_claims.article_id = later.article_id
            and later.sentence_index between later_claims.first_sentence and later_claims.last_sentence

),

-- Held fast: joined in one go, all announcements would meet that tell a signature, or tell none.
dated_pairs as materialized (

    select
        announced_pairs.*,
        earlier.char_end,
        earlier.surface,
        earlier.start_on,
        earlier.end_on,
        earlier.is_signing
    from announced_pairs
    inner join announcements as earlier
        on
            announced_pairs.article_id = earlier.article_id
            and announced_pairs.char_start = earlier.char_start

),

two_days as (

    select
        'R17' as rule_id,
        'warn' as severity,
        earlier.commitment_id,
        earlier.article_id,
        nullif(later.article_id, earlier.article_id) as other_article_id,
        earlier.char_start,
        earlier.char_end,
        later.char_start as other_char_start,
        later.char_end as other_char_end,
        earlier.surface as observed,
        later.surface as expected,
        printf(
            'The announcement is dated "%s" (%s) and "%s" (%s).',
            earlier.surface,
            earlier.start_on::varchar,
            later.surface,
            later.start_on::varchar
        )
            as explanation,
        printf(
            'L''annonce est datée « %s » (%s) et « %s » (%s).',
            earlier.surface,
            {{ day_in_french("earlier.start_on") }},
            later.surface,
            {{ day_in_french("later.start_on") }}
        )
            as explanation_fr,
        'Take the earliest day that a first-hand source supports.' as suggestion
    from dated_pairs as earlier
    inner join announcements as later
        on
            earlier.other_article_id = later.article_id
            and earlier.other_char_start = later.char_start
            and earlier.is_signing = later.is_signing
    where
        greatest(later.start_on - earlier.end_on, earlier.start_on - later.end_on)
        between {{ rule_parameter('R17', 'gap_days') }} + 1 and {{ rule_parameter('R17', 'gap_maximum_days') }}
    qualify
        row_number() over (
            partition by earlier.article_id, earlier.other_article_id
            order by earlier.char_start, later.char_start, earlier.commitment_id
        ) = 1

),

-- One fact, however many articles give either day: the first that gives the other.
told_days as (

    select *
    from (
        select * from two_days
        qualify
            row_number() over (
                partition by article_id, char_start
                order by coalesce(other_article_id, article_id), other_char_start
            ) = 1
    )
    qualify
        row_number() over (
            partition by coalesce(other_article_id, article_id), other_char_start order by article_id, char_start
        ) = 1

),

findings as (

    select * from dependent
    union all
    select * from families
    union all
    select * from mistaken_years
    union all
    select * from told_days

)

select
    {{ finding_columns(absent=['factor']) }}
from findings
order by rule_id, article_id, other_article_id, char_start
