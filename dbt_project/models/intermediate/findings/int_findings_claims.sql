-- What a single claim or commitment says that cannot stand. R09: paid before it starts. R34: nothing heard after the
-- start. R19, R21, R31: guards of our own, silent while the pipeline keeps repeats, boilerplate and forecasts out.
with

claims as (

    select * from {{ ref("int_claims_comparable") }}

),

passages as (

    select * from {{ ref("stg_passages") }}

),

money as (

    select * from {{ ref("int_money_resolved") }}

),

roles as (

    select * from {{ ref("int_amount_roles") }}

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

-- Where the article says the period begins: the date that starts that day, nearest to the claim.
period_dates as (

    select
        claims.claim_id,
        arg_min(dates.char_start, (abs(dates.char_start - claims.char_start), dates.char_start)) as date_start,
        arg_min(dates.char_end, (abs(dates.char_start - claims.char_start), dates.char_start)) as date_end
    from claims
    inner join {{ ref("stg_date_mentions") }} as dates
        on
            claims.article_id = dates.article_id
            and claims.period_start = dates.start_on
    where not dates.is_duplicate
    group by claims.claim_id

),

-- An article of which money flows already.
running as (

    select distinct article_id
    from claims
    where status_level >= {{ rule_parameter('R09', 'level_minimum') }}

),

-- An article that tells of a vote, a contract or a payment has heard of its programme.
settled as (

    select distinct article_id
    from claims
    where status_level >= {{ rule_parameter('R34', 'level_minimum') }}

),

followed as (

    select
        commitment_id,
        coalesce(payer_entity_id, lower(payer_name)) as payer,
        min(period_start) as period_start,
        max(amount_max) as amount_max,
        max(status_level) as best_level,
        max(published_on) as last_published_on,
        bool_or(status_level is null and status != 'unknown') as has_side_state,
        arg_min(claims.article_id, (coalesce(published_on, date '9999-12-31'), claims.claim_id)) as article_id,
        arg_min(char_start, (coalesce(published_on, date '9999-12-31'), claims.claim_id)) as char_start,
        arg_min(char_end, (coalesce(published_on, date '9999-12-31'), claims.claim_id)) as char_end,
        arg_min(date_start, (coalesce(published_on, date '9999-12-31'), claims.claim_id)) as date_start,
        arg_min(date_end, (coalesce(published_on, date '9999-12-31'), claims.claim_id)) as date_end
    from claims
    left join period_dates on claims.claim_id = period_dates.claim_id
    left join settled on claims.article_id = settled.article_id
    where
        claim_basis = 'stated'
        and not is_call
        and not is_umbrella
        and not is_sum
        and part_relation is null
        and settled.article_id is null
        and period_start is distinct from published_on
        and coalesce(period_basis, '') != 'deadline'
    group by commitment_id, coalesce(payer_entity_id, lower(payer_name))

),

commitment_levels as (

    select
        commitment_id,
        max(status_level) as best_level,
        max(published_on) as last_published_on
    from claims
    group by commitment_id

),

stale as (

    select
        'R34' as rule_id,
        'warn' as severity,
        followed.commitment_id,
        followed.article_id,
        followed.char_start,
        followed.char_end,
        followed.date_start as other_char_start,
        followed.date_end as other_char_end,
        'level ' || coalesce(commitment_levels.best_level::varchar, 'unknown') as observed,
        printf('level %d or more', {{ rule_parameter('R34', 'level_minimum') }}::integer) as expected,
        printf(
            'The period began on %s; by %s no article says more than "%s".',
            followed.period_start::varchar,
            '{{ var("as_of_on") }}',
            {{ in_words("level", "coalesce(commitment_levels.best_level, 0)::varchar") }}
        )
            as explanation,
        printf(
            'La période a commencé le %s ; au %s aucun article ne va au-delà de « %s ».',
            {{ day_in_french("followed.period_start") }},
            {{ day_in_french("date '" ~ var("as_of_on") ~ "'") }},
            {{ in_words("level", "coalesce(commitment_levels.best_level, 0)::varchar", "fr") }}
        )
            as explanation_fr,
        'Look for news of the vote, the contract or the payment.' as suggestion
    from followed
    inner join commitment_levels on followed.commitment_id = commitment_levels.commitment_id
    where
        followed.period_start is not null
        and followed.period_start < date '{{ var("as_of_on") }}' - {{ rule_parameter('R34', 'stale_days') }}::integer
        and coalesce(commitment_levels.best_level, 0) < {{ rule_parameter('R34', 'level_minimum') }}
        and commitment_levels.last_published_on
        < followed.period_start + {{ rule_parameter('R34', 'stale_days') }}::integer
        and not followed.has_side_state
    -- one an article is enough: its largest
    qualify
        row_number() over (
            partition by followed.article_id
            order by followed.amount_max desc nulls last, followed.period_start asc, followed.char_start asc
        ) = 1

),

private_words as (

    select unnest(string_split(forms, '|')) as form
    from {{ ref("ref_cues") }}
    where
        language = 'ja'
        and cue_code in ('private_payers', 'public_payers')

),

-- Articles that repeat another's words, or whose words another repeats.
copies as (

    select
        article_id,
        other_article_id
    from {{ ref("int_source_links") }}
    where reason != 'same_announcement'

),

repeats as (

    select article_id from copies
    union
    select other_article_id as article_id from copies

),

support as (

    select
        claims.commitment_id,
        bool_or(repeats.article_id is not null) as has_repeat,
        min(coalesce(clusters.independent_source_id, claims.article_id)) as source_id,
        max(claims.amount_max) as amount_max,
        count(distinct coalesce(clusters.independent_source_id, claims.article_id)) as source_count,
        count(distinct claims.article_id) as article_count,
        -- a description instead of a name: no known body, and no capital that a name would have
        bool_and(
            claims.payer_entity_id is null
            and (
                claims.payer_name is null
                or regexp_matches(lower(claims.payer_name), '{{ var("private_money_pattern") }}')
                or claims.language = 'ja' and exists (
                    select 1 from private_words
                    where contains(claims.payer_name, private_words.form)
                )
                or claims.language != 'ja' and not regexp_matches(claims.payer_name, '\p{Lu}')
            )
        ) as is_payer_unnamed,
        arg_min(claims.article_id, (coalesce(claims.published_on, date '9999-12-31'), claims.claim_id)) as article_id,
        arg_min(claims.char_start, (coalesce(claims.published_on, date '9999-12-31'), claims.claim_id)) as char_start,
        arg_min(claims.char_end, (coalesce(claims.published_on, date '9999-12-31'), claims.claim_id)) as char_end,
        arg_min(claims.payer_name, (coalesce(claims.published_on, date '9999-12-31'), claims.claim_id)) as payer_name,
        arg_min(
            claims.payer_name_fr, (coalesce(claims.published_on, date '9999-12-31'), claims.claim_id)
        ) as payer_name_fr
    from claims
    left join {{ ref("int_source_clusters") }} as clusters on claims.article_id = clusters.article_id
    left join repeats on claims.article_id = repeats.article_id
    where
        claims.claim_basis = 'stated'
        and not claims.is_call
    group by claims.commitment_id

),

-- One fact: that a report was repeated, or that an article names no payer, is told of the largest sum that counts.
supported_thinly as (

    select
        support.*,
        support.has_repeat
        and support.article_count >= {{ rule_parameter('R33', 'article_minimum') }}
        and support.source_count < {{ rule_parameter('R33', 'source_minimum') }} as is_repeated
    from support
    inner join {{ ref("int_commitments") }} as commitments
        on
            support.commitment_id = commitments.commitment_id
            and commitments.is_aggregable
    where is_repeated or support.is_payer_unnamed
    qualify
        row_number() over (
            partition by support.source_id, is_repeated
            order by support.article_count desc, support.amount_max desc nulls last, support.commitment_id asc
        ) = 1

),

thin as (

    select
        'R33' as rule_id,
        'info' as severity,
        commitment_id,
        article_id,
        char_start,
        char_end,
        null::bigint as other_char_start,
        null::bigint as other_char_end,
        printf(
            '%d independent source%s, payer %s',
            source_count,
            case when source_count = 1 then '' else 's' end,
            coalesce(payer_name, 'unnamed')
        )
            as observed,
        printf(
            '%d independent sources and a known payer', {{ rule_parameter('R33', 'source_minimum') }}::integer
        ) as expected,
        concat_ws(
            '; ',
            case
                when is_repeated
                    then printf(
                            '%d articles, but %d independent source%s: repetition is not confirmation',
                            article_count,
                            source_count,
                            case when source_count = 1 then '' else 's' end
                        )
            end,
            case
                when is_payer_unnamed
                    then printf('the payer is not named, only described (%s)', coalesce(payer_name, 'nobody'))
            end
        )
        || '.' as explanation,
        concat_ws(
            ' ; ',
            case
                when is_repeated
                    then printf(
                            '%d articles, mais %d source%s indépendante%s : répéter n''est pas confirmer',
                            article_count,
                            source_count,
                            case when source_count = 1 then '' else 's' end,
                            case when source_count = 1 then '' else 's' end
                        )
            end,
            case
                when is_payer_unnamed
                    then printf('le payeur n''est pas nommé, mais décrit (%s)', coalesce(payer_name_fr, 'personne'))
            end
        )
        || '.' as explanation_fr,
        'Look for a second report or the document itself.' as suggestion
    from supported_thinly

),

let_through as (

    select
        case
            when money.is_duplicate or passages.passage_kind = 'duplicate' then 'R19'
            when passages.passage_kind in ('boilerplate', 'byline', 'metadata') then 'R21'
            else 'R31'
        end as rule_id,
        'error' as severity,
        claims.commitment_id,
        claims.article_id,
        claims.char_start,
        claims.char_end,
        null::bigint as other_char_start,
        null::bigint as other_char_end,
        coalesce(passages.passage_kind, '') || ' ' || coalesce(roles.role, '') as observed,
        'no claim' as expected,
        'A claim was made of a figure that is none: a damage of this pipeline, not of the source.' as explanation,
        'Un engagement a été tiré d''un chiffre qui n''en est pas un : défaut de la chaîne, non de la source.'
            as explanation_fr,
        'Mend the model and build again.' as suggestion
    from claims
    inner join money on claims.money_mention_id = money.money_mention_id
    left join passages
        on
            money.article_id = passages.article_id
            and money.passage_index = passages.passage_index
    left join roles on claims.money_mention_id = roles.money_mention_id
    where
        claims.claim_basis = 'stated'
        and (
            money.is_duplicate
            or passages.passage_kind in ('duplicate', 'boilerplate', 'byline', 'metadata')
            or roles.role in ('market_size', 'forecast', 'target', 'wage', 'threshold')
        )

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
    inner join {{ ref("stg_status_cues") }} as cues
        on
            first_passages.article_id = cues.article_id
            and first_passages.passage_index = cues.passage_index
            and cues.cue_type = 'status'
            and cues.level >= {{ rule_parameter('R09', 'level_minimum') }}
            and cues.level >= claims.status_level + {{ rule_parameter('R08', 'level_span') }}
            and not cues.is_negated
            and not cues.is_duplicate
    inner join {{ ref("stg_date_mentions") }} as dates
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
    inner join {{ ref("stg_status_cues") }} as cues
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
            select 1 from {{ ref("stg_date_mentions") }} as dates
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
    from {{ ref("stg_date_mentions") }} as dates
    inner join {{ ref("stg_articles") }} as articles
        on
            dates.article_id = articles.article_id
            and dates.start_on > articles.published_until_on
    inner join {{ ref("stg_sentences") }} as sentences
        on
            dates.article_id = sentences.article_id
            and dates.sentence_index = sentences.sentence_index
    inner join {{ ref("stg_status_cues") }} as cues
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
        from {{ ref("stg_sentences") }} as cut
        inner join {{ ref("stg_articles") }} as articles on cut.article_id = articles.article_id
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
    inner join {{ ref("stg_articles") }} as articles on paid_sentences.article_id = articles.article_id
    inner join {{ ref("stg_date_mentions") }} as dates
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
            select 1 from {{ ref("stg_status_cues") }} as rests
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
    union all
    select * from stale
    union all
    select * from thin
    union all
    select * from let_through

)

select
    {{ finding_columns(absent=['other_article_id', 'factor']) }}
from findings
order by rule_id, article_id, char_start
