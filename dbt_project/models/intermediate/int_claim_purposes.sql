-- One row per claim whose text says what its money is for: a short phrase of the text. It stands behind the figure
-- ("... to build ports", 円を港湾に投じる), before it (港湾に...円), or names the plan that the figure completes ("a ports
-- programme of ..."). Dates part the text: when and how long is not what for. A part without words of its own serves
-- what its whole is for.
with

mentions as (

    select * from {{ ref('int_claim_mentions') }}
    where mention_role = 'statement'

),

amounts as (

    select * from {{ ref('int_claim_amounts') }}

),

compared as (

    select * from {{ ref('int_claims_compared') }}

),

unquantified as (

    select * from {{ ref('int_claims_unquantified') }}

),

claim_parts as (

    select * from {{ ref('int_claim_parts') }}

),

sentences as (

    select * from {{ ref('int_sentences_cut') }}

),

dates as (

    select * from {{ ref('stg_date_mentions') }}

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

-- What stands between two figures of a sentence can speak of either: before a figure, only from the last one on.
bounded as (

    select
        money_mention_id,
        article_id,
        sentence_index,
        char_start,
        group_end,
        next_start,
        coalesce(
            lag(group_end) over (partition by article_id, sentence_index order by char_start asc), sentence_start
        ) as previous_end
    from amounts

),

statements as (

    select
        mentions.claim_id,
        mentions.is_chosen,
        bounded.article_id,
        bounded.sentence_index,
        bounded.previous_end,
        bounded.char_start as figure_start,
        bounded.group_end as figure_end,
        bounded.next_start
    from mentions
    inner join bounded on mentions.money_mention_id = bounded.money_mention_id
    union all by name
    select
        claim_id,
        article_id,
        sentence_index,
        true as is_chosen,
        char_start as previous_end,
        char_start as figure_start,
        char_end as figure_end
    from compared
    union all by name
    select
        claim_id,
        article_id,
        sentence_index,
        true as is_chosen,
        status_cue_start as previous_end,
        status_cue_start as figure_start,
        status_cue_end as figure_end
    from unquantified

),

windows as (

    select
        statements.claim_id,
        statements.figure_start,
        statements.is_chosen,
        sides.side,
        sentences.article_id,
        sentences.sentence_index,
        sentences.language,
        sentences.language in ('ja', 'zh', 'ko') as is_eastern,
        sentences.passage_kind in ('title', 'heading') as is_headline,
        sentences.char_start as sentence_start,
        sentences.sentence_text,
        statements.figure_end,
        case sides.side when 'before' then statements.previous_end else statements.figure_end end as window_start,
        case sides.side
            when 'before' then statements.figure_start
            else coalesce(statements.next_start, sentences.char_end)
        end as window_end
    from statements
    inner join sentences
        on
            statements.article_id = sentences.article_id
            and statements.sentence_index = sentences.sentence_index
    cross join (values ('before'), ('after')) as sides (side)

),

cuts as (

    select
        claim_id,
        figure_start,
        side,
        window_start as piece_start,
        null as date_start
    from windows
    union all
    select
        windows.claim_id,
        windows.figure_start,
        windows.side,
        dates.char_end as piece_start,
        dates.char_start as date_start
    from windows
    inner join dates
        on
            windows.article_id = dates.article_id
            and windows.sentence_index = dates.sentence_index
    where dates.char_start >= windows.window_start and dates.char_end <= windows.window_end

),

ended as (

    select
        claim_id,
        figure_start,
        side,
        piece_start,
        lead(date_start) over (
            partition by claim_id, figure_start, side order by piece_start asc, date_start asc nulls first
        ) as next_date_start
    from cuts

),

-- Blanks of every kind become plain ones, one for one; a blank leads, so that a form begins a word.
pieces as (

    select
        windows.*,
        ended.piece_start,
        ' ' || regexp_replace(
            substring(
                windows.sentence_text,
                ended.piece_start - windows.sentence_start + 1,
                coalesce(ended.next_date_start, windows.window_end) - ended.piece_start
            ),
            '[\s\x{00A0}\x{202F}\x{3000}]', ' ', 'g'
        ) as piece
    from windows
    inner join ended
        on
            windows.claim_id = ended.claim_id
            and windows.figure_start = ended.figure_start
            and windows.side = ended.side
    where coalesce(ended.next_date_start, windows.window_end) > ended.piece_start

),

found as (

    select
        pieces.*,
        markers.form,
        markers.weight,
        unnest([
            strpos(lower(pieces.piece), ' ' || markers.form),
            -- the form once more, when its first place leads nowhere
            strpos(lower(pieces.piece), ' ' || markers.form)
            + strpos(
                substring(lower(pieces.piece), strpos(lower(pieces.piece), ' ' || markers.form) + 1),
                ' ' || markers.form
            )
        ]) as place
    from pieces
    inner join markers on pieces.language = markers.language
    where
        markers.marker_type = 'opens'
        and pieces.side = 'after'
        and not pieces.is_eastern
        and contains(lower(pieces.piece), ' ' || markers.form)

),

phrases as (

    select
        *,
        regexp_extract(substring(piece, place + 1 + length(form)), '{{ var("phrase_pattern") }}', 1) as phrase,
        piece_start + place as place_rank,
        piece_start + place + length(form) - 1 as purpose_start,
        regexp_matches(
            substring(
                sentence_text,
                figure_end - sentence_start + 1,
                piece_start + place - figure_end
            ),
            '{{ var("pause_pattern") }}'
        ) as is_behind_pause
    from found
    union all by name
    select
        *,
        {{ claim_parameter('purpose_eastern') }} as weight,
        case side
            when 'after' then regexp_extract(piece, '{{ var("eastern_purpose_behind_pattern") }}', 1)
            else regexp_extract(piece, '{{ var("eastern_purpose_before_pattern") }}', 1)
        end as phrase,
        case side when 'after' then piece_start else -piece_start end as place_rank
    from pieces
    where is_eastern
    union all by name
    select
        *,
        {{ claim_parameter('purpose_named') }} as weight,
        regexp_extract(piece, '{{ var("named_plan_pattern") }}', 1) as phrase,
        -piece_start as place_rank,
        true as is_named_plan
    from pieces
    where side = 'before' and not is_eastern

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
            not coalesce(trimmed.is_named_plan, false)
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
        purpose,
        purpose_start
    from sound
    qualify
        row_number() over (
            partition by claim_id
            order by
                is_headline asc,
                coalesce(is_behind_pause, false) asc,
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
