{{ config(materialized='incremental') }}
-- One row per claimable amount whose years are told by sentences around it that have no amount themselves: a span of
-- years, a length, the year of a budget or a last day, a day of effect; or by the head of an article on a draft budget.
with

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

dates as (

    select * from {{ changed_rows('int_horizon_dates') }}

),

articles as (

    select * from {{ changed_rows('stg_articles') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

all_cues as (

    select * from {{ changed_rows('stg_status_cues') }}
    where not is_duplicate

),

payers as (

    select * from {{ changed_rows('int_amount_payers') }}

),

mentions as (

    select * from {{ changed_rows('stg_entity_mentions') }}

),

amount_sentences as (

    select distinct
        article_id,
        sentence_index
    from amounts
    where per is distinct from 'year'

),

-- Sentences that speak of aid, or say that money flows over some time.
length_sentences as (

    select
        article_id,
        sentence_index,
        bool_or(cue_code = 'spending') as is_of_spending
    from all_cues
    where (cue_type = 'instrument' and cue_code = 'subsidy') or (cue_type = 'timetable' and cue_code = 'spending')
    group by article_id, sentence_index

),

silent_words as (

    select
        article_id,
        sentence_index,
        bool_or(cue_type = 'status' and level between 3 and 5) as has_budget_cue,
        bool_or(cue_type in ('part', 'of_which')) as has_part_cue,
        bool_or(cue_type = 'other_claim') as has_other_cue,
        bool_or(cue_type = 'programme') as has_programme_cue,
        bool_or(cue_code in ('works', 'capex')) as has_works_cue,
        bool_or(cue_code = 'applications') as has_application_cue,
        -- payments, a loan, an envelope; an investment is the whole
        bool_or(
            cue_code = 'spending'
            or (cue_type = 'instrument' and cue_code != 'capex')
            or (cue_code = 'commitment' and not regexp_matches(lower(surface), '{{ var("investment_pattern") }}'))
        ) as has_money_cue
    from all_cues
    group by article_id, sentence_index

),

-- Where the first amount of a sentence stands: what comes before it, a clause apart, may tell the years of the whole.
first_amounts as (

    select
        article_id,
        sentence_index,
        min(char_start) as first_start
    from amounts
    group by article_id, sentence_index

),

-- "The campus will be built from 2026 to 2030": a span of years in a sentence without any amount. How long the works
-- last tells the years of what they cost, not of a loan for them; when one may apply tells nothing, nor do years that
-- are over, nor a decade.
told_spans as (

    select
        article_id,
        passage_index,
        sentence_index,
        char_start,
        coalesce(is_of_whole, false) as is_of_whole,
        start_on,
        end_on
    from dates
    where
        end_on - start_on > {{ claim_parameter('one_year_days') }}
        and not is_duration
        and not is_deadline
        and coalesce(edtf, '') not like '%X'
    union all
    select
        durations.article_id,
        durations.passage_index,
        durations.sentence_index,
        durations.char_start,
        coalesce(durations.is_of_whole, false) as is_of_whole,
        starts.start_on,
        (starts.start_on + to_months((durations.years * 12)::integer) - interval 1 day)::date as end_on
    from dates as durations
    inner join dates as starts
        on
            durations.article_id = starts.article_id
            and durations.sentence_index = starts.sentence_index
            and starts.is_start
            and starts.start_on is not null
    where durations.is_duration and durations.years > 1
    union all
    -- "starts on 1 July 2026 and ends on 30 June 2029"
    select
        starts.article_id,
        starts.passage_index,
        starts.sentence_index,
        starts.char_start,
        coalesce(starts.is_of_whole, false) as is_of_whole,
        starts.start_on,
        ends.end_on
    from dates as starts
    inner join dates as ends
        on
            starts.article_id = ends.article_id
            and starts.sentence_index = ends.sentence_index
            and starts.char_end < ends.char_start
            and ends.is_end
    where ends.end_on - starts.start_on > {{ claim_parameter('one_year_days') }} and not starts.is_end

),

-- "Ottawa's share will be paid from 2026 to 2030": a sentence that names payers of the article speaks of their money.
told_payers as (

    select
        mentions.article_id,
        mentions.sentence_index,
        list(distinct mentions.entity_id) as payer_ids
    from mentions
    semi join payers
        on
            mentions.article_id = payers.article_id
            and mentions.entity_id = payers.payer_entity_id
    where not mentions.is_duplicate
    group by mentions.article_id, mentions.sentence_index

),

-- "Toyota brings cars with these cells in 2027 and 2028": what a company does is not what the paragraphs before tell
-- of.
companies_told as (

    select distinct
        article_id,
        sentence_index
    from mentions
    where not is_duplicate and entity_type = 'company'

),

-- Sums of several currencies are compared at the day's rate; one without a rate only with its own kind.
sized as (

    select
        amounts.money_mention_id,
        coalesce(amounts.amount_max::double / fx.units_per_usd, 0) as amount_size
    from amounts
    left join {{ changed_rows('int_article_value_dates') }} as value_dates
        on amounts.article_id = value_dates.article_id
    {{ fx_join('amounts.currency', 'value_dates.valued_until') }}

),

-- Which sums a sentence may mean: those before it in its paragraph; where it opens one, any before; else what follows
-- it.
spans_meant as (

    select
        amounts.money_mention_id,
        amounts.amount_max,
        amounts.currency,
        sized.amount_size,
        told_spans.article_id,
        told_spans.char_start as span_at,
        told_spans.sentence_index as span_sentence,
        told_spans.sentence_index - amounts.sentence_index as sentences_behind,
        told_spans.start_on,
        told_spans.end_on,
        coalesce(told_words.has_works_cue, false) as is_of_works,
        coalesce(
            told_words.has_money_cue and not (told_words.has_programme_cue or told_words.has_works_cue), false
        ) as is_of_money,
        -- "the payments will be spread over 2027 to 2030", "Ottawa's share will be paid from 2026 to 2030": of each sum
        -- told beside it, or of the payer's
        (
            coalesce(list_contains(told_payers.payer_ids, payers.payer_entity_id), false)
            or is_of_money
        )
        and not told_spans.is_of_whole
        and told_spans.passage_index - amounts.passage_index between 0 and 1
        and abs(sentences_behind) <= {{ claim_parameter('silent_sentences') }} as is_told_of_each,
        case
            when sentences_behind <= 0 then 3
            when told_spans.passage_index = amounts.passage_index or told_spans.is_of_whole then 1
            else 2
        end as meaning_rank
    from amounts
    inner join sized on amounts.money_mention_id = sized.money_mention_id
    inner join articles on amounts.article_id = articles.article_id
    inner join told_spans on amounts.article_id = told_spans.article_id
    anti join amount_sentences
        on
            case when not told_spans.is_of_whole then told_spans.article_id end = amount_sentences.article_id
            and told_spans.sentence_index = amount_sentences.sentence_index
    left join first_amounts
        on
            told_spans.article_id = first_amounts.article_id
            and told_spans.sentence_index = first_amounts.sentence_index
    left join silent_words as own_words
        on
            amounts.article_id = own_words.article_id
            and amounts.sentence_index = own_words.sentence_index
    left join silent_words as told_words
        on
            told_spans.article_id = told_words.article_id
            and told_spans.sentence_index = told_words.sentence_index
    left join payers on amounts.money_mention_id = payers.money_mention_id
    left join told_payers
        on
            told_spans.article_id = told_payers.article_id
            and told_spans.sentence_index = told_payers.sentence_index
    where
        (
            sentences_behind > 0
            or (
                sentences_behind >= -{{ claim_parameter('silent_sentences') }}
                and told_spans.passage_index = amounts.passage_index
                and not coalesce(own_words.has_part_cue or own_words.has_other_cue, false)
            )
        )
        and coalesce(first_amounts.first_start > told_spans.char_start, true)
        and amounts.sentence_index != told_spans.sentence_index
        and (amounts.role = 'project_cost' or not coalesce(told_words.has_works_cue, false) or told_spans.is_of_whole)
        and (
            amounts.role = 'project_cost'
            or told_spans.is_of_whole
            or coalesce(list_contains(told_payers.payer_ids, payers.payer_entity_id), true)
        )
        and not coalesce(told_words.has_application_cue, false)
        and told_spans.end_on >= coalesce(articles.published_on, told_spans.end_on)
        and amounts.passage_kind not in ('title', 'heading')
        and amounts.role != 'deal_value'
        and amounts.per is distinct from 'year'

),

wholes as (

    select
        article_id,
        span_at,
        arg_max(amount_max, (-meaning_rank, amount_size, amount_max)) as whole_amount,
        arg_max(currency, (-meaning_rank, amount_size, amount_max)) as whole_currency
    from spans_meant
    group by article_id, span_at

),

-- Else the years are those of the whole, the largest of these sums.
silent_spans as (

    select
        spans_meant.money_mention_id,
        spans_meant.start_on,
        spans_meant.end_on,
        spans_meant.is_of_works
    from spans_meant
    inner join wholes
        on
            spans_meant.article_id = wholes.article_id
            and spans_meant.span_at = wholes.span_at
    where
        spans_meant.is_told_of_each
        or (
            spans_meant.amount_max = wholes.whole_amount
            and spans_meant.currency = wholes.whole_currency
            and spans_meant.sentences_behind <= {{ claim_parameter('programme_sentences') }}
            and not (
                spans_meant.meaning_rank = 2
                and (
                    spans_meant.is_of_money
                    or (spans_meant.article_id, spans_meant.span_sentence) in (
                        select (companies_told.article_id, companies_told.sentence_index) from companies_told
                    )
                )
            )
        )
    qualify
        row_number() over (
            partition by spans_meant.money_mention_id
            order by
                spans_meant.sentences_behind > 0 desc,
                abs(spans_meant.sentences_behind) asc,
                spans_meant.span_at asc
        ) = 1

),

-- "The loan takes effect on 1 January 2027": a sentence without any amount tells from when the sum before it runs.
effects as (

    select
        amounts.money_mention_id,
        dates.start_on
    from amounts
    inner join dates
        on
            amounts.article_id = dates.article_id
            and dates.sentence_index - amounts.sentence_index between 1 and {{ claim_parameter('silent_sentences') }}
            and dates.passage_index - amounts.passage_index between 0 and 1
    anti join amount_sentences
        on
            dates.article_id = amount_sentences.article_id
            and dates.sentence_index = amount_sentences.sentence_index
    where
        dates.is_effect
        and dates.start_on is not null
        and amounts.passage_kind not in ('title', 'heading')
        and amounts.role != 'deal_value'
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by dates.sentence_index asc, dates.char_start asc
        ) = 1

),

-- An article whose title tells of a budget, and whose first sentences name its one fiscal year: its sums are of that
-- year.
budget_articles as (

    select
        dates.article_id,
        max(dates.start_on) as start_on,
        max(dates.end_on) as end_on
    from dates
    inner join sentences
        on
            dates.article_id = sentences.article_id
            and dates.sentence_index = sentences.sentence_index
    inner join all_cues
        on
            dates.article_id = all_cues.article_id
            and dates.sentence_index = all_cues.sentence_index
            and all_cues.cue_type = 'status'
            and all_cues.level between 3 and 5
    where
        dates.is_fiscal
        and dates.is_long
        and dates.sentence_index <= {{ claim_parameter('lead_sentences') }}
        and dates.article_id in (
            select titles.article_id
            from sentences as titles
            inner join all_cues as title_cues
                on
                    titles.article_id = title_cues.article_id
                    and titles.sentence_index = title_cues.sentence_index
            where
                titles.passage_kind = 'title'
                and title_cues.cue_type = 'status'
                and title_cues.cue_code = 'budget_requested'
                and regexp_matches(lower(title_cues.surface), '{{ var("draft_budget_pattern") }}')
        )
    group by dates.article_id
    having count(distinct dates.start_on) = 1

),

-- "Elle avait été réclamée pour le budget de l'exercice 2025": a sentence without an amount that speaks of a budget
-- procedure names the year of the amount before; "the balance is due by the end of 2028" its last day.
silent_years as (

    select
        amounts.money_mention_id,
        dates.start_on,
        dates.end_on,
        silent_words.has_part_cue and not dates.is_fiscal as is_balance
    from amounts
    inner join dates
        on
            amounts.article_id = dates.article_id
            and dates.sentence_index - amounts.sentence_index between 1 and {{ claim_parameter('silent_sentences') }}
    inner join silent_words
        on
            dates.article_id = silent_words.article_id
            and dates.sentence_index = silent_words.sentence_index
    anti join amount_sentences
        on
            dates.article_id = amount_sentences.article_id
            and dates.sentence_index = amount_sentences.sentence_index
    where
        amounts.passage_kind not in ('title', 'heading')
        and amounts.role != 'deal_value'
        and (amounts.next_start is null or dates.mod = 'by')
        and (
            (dates.is_fiscal and dates.is_long and silent_words.has_budget_cue)
            or (
                dates.mod = 'by'
                and silent_words.has_part_cue
                and dates.sentence_index = amounts.sentence_index + 1
                and dates.passage_index = amounts.passage_index
            )
        )
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by dates.sentence_index asc, dates.char_start asc
        ) = 1

),

-- "L'aide s'étalera sur cinq ans": a sentence without any amount that speaks of aid tells how long the sum before it
-- lasts; "the money will be disbursed over five years", even where it opens the next paragraph.
silent_lengths as (

    select
        amounts.money_mention_id,
        dates.years
    from amounts
    inner join dates
        on
            amounts.article_id = dates.article_id
            and dates.sentence_index - amounts.sentence_index between 1 and {{ claim_parameter('silent_sentences') }}
            and dates.is_duration
            and dates.years > 1
    inner join length_sentences
        on
            dates.article_id = length_sentences.article_id
            and dates.sentence_index = length_sentences.sentence_index
            and dates.passage_index - amounts.passage_index between 0 and length_sentences.is_of_spending::integer
    anti join amount_sentences
        on
            dates.article_id = amount_sentences.article_id
            and dates.sentence_index = amount_sentences.sentence_index
    where
        amounts.next_start is null
        and amounts.passage_kind not in ('title', 'heading')
        and amounts.role != 'deal_value'
        and amounts.per is distinct from 'year'
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by dates.sentence_index asc, dates.char_start asc
        ) = 1

),

combined as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        silent_spans.start_on as silent_start,
        silent_spans.end_on as silent_end,
        silent_spans.is_of_works,
        silent_lengths.years as silent_years,
        silent_years.start_on as budget_start,
        silent_years.end_on as budget_end,
        silent_years.is_balance,
        effects.start_on as effect_start,
        budget_articles.start_on as article_start,
        budget_articles.end_on as article_end
    from amounts
    left join silent_spans on amounts.money_mention_id = silent_spans.money_mention_id
    left join silent_lengths on amounts.money_mention_id = silent_lengths.money_mention_id
    left join silent_years on amounts.money_mention_id = silent_years.money_mention_id
    left join effects on amounts.money_mention_id = effects.money_mention_id
    left join budget_articles
        on case when amounts.role != 'deal_value' then amounts.article_id end = budget_articles.article_id

)

select * from combined
where coalesce(silent_end, budget_end, effect_start, article_end) is not null or silent_years is not null
order by money_mention_id
