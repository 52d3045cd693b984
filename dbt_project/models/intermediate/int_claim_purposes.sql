{{ config(materialized='incremental') }}
-- One row per claim whose text says what its money is for: a short phrase of the text, the best of those that it
-- offers. A part without words of its own serves what its whole is for.
with

phrases as (

    select * from {{ changed_rows('int_purpose_phrases') }}

),

claim_parts as (

    select * from {{ changed_rows('int_claim_parts') }}

),

markers as (

    select * from {{ ref('ref_purpose_markers') }}

),

stopwords as (

    select
        language,
        string_split(words, ' ') as words
    from {{ ref('ref_stopwords') }}

),

word_lists as (

    select
        language,
        list(form) filter (where marker_type = 'empty') as empty_words,
        list(form) filter (where marker_type = 'plan') as plan_words
    from markers
    group by language

),

-- Words that only join, at either end, say nothing of the purpose.
worded as (

    select
        phrases.* exclude (phrase),
        string_split(trim(phrases.phrase), ' ') as words,
        list_filter(
            generate_series(1, len(string_split(trim(phrases.phrase), ' '))),
            lambda i: not coalesce(
                list_contains(stopwords.words, lower(string_split(trim(phrases.phrase), ' ')[i])), false
            )
        ) as telling
    from phrases
    left join stopwords on phrases.language = stopwords.language
    where length(trim(phrases.phrase)) >= {{ claim_parameter('shortest_purpose') }}

),

trimmed as (

    select
        worded.* exclude (words, telling),
        array_to_string(words[1:telling[-1]], ' ') as purpose,
        lower(words[telling[1]]) as first_word,
        lower(words[telling[-1]]) as last_word,
        len(telling) as telling_count
    from worded
    where len(telling) > 0

),

-- The name of a plan has a word for what it is, first or last by the language, and one for which it is.
sound as (

    select trimmed.*
    from trimmed
    left join word_lists on trimmed.language = word_lists.language
    where
        not coalesce(list_contains(word_lists.empty_words, trimmed.first_word), false)
        and (
            not trimmed.is_eastern
            or coalesce(len(list_filter(word_lists.empty_words, lambda word: ends_with(trimmed.purpose, word))), 0) = 0
        )
        and (
            not trimmed.is_named_plan
            or (
                trimmed.telling_count > 1
                and list_has_any(word_lists.plan_words, [trimmed.first_word, trimmed.last_word])
            )
        )
        and not regexp_matches(trimmed.purpose, '{{ var("no_purpose_pattern") }}')

),

chosen as (

    select
        claim_id,
        article_id,
        purpose,
        purpose_start
    from sound
    qualify
        row_number() over (
            partition by claim_id
            order by
                is_headline asc,
                is_behind_pause asc,
                weight desc,
                is_chosen desc,
                figure_start asc,
                place_rank asc,
                length(form) desc nulls last
        ) = 1

),

inherited as (

    select
        claim_parts.claim_id,
        any_value(chosen.article_id) as article_id,
        first(chosen.purpose order by claim_parts.whole_id asc) as purpose,
        null as purpose_start
    from claim_parts
    inner join chosen on claim_parts.whole_id = chosen.claim_id
    where claim_parts.relation in ('umbrella', 'part', 'yearly_slice')
    group by claim_parts.claim_id

),

united as (

    select * from chosen
    union all
    select inherited.*
    from inherited
    anti join chosen on inherited.claim_id = chosen.claim_id

)

select * from united
order by claim_id
