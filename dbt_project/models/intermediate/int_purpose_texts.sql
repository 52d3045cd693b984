{{ config(materialized='incremental') }}
-- One row per claim, figure, side of it and piece of text there: the words that may say what the money is for. What
-- stands between two figures of a sentence can speak of either: before a figure, only from the last one on. Dates part
-- the text: when and how long is not what for.
with

mentions as (

    select * from {{ changed_rows('int_claim_mentions') }}
    where mention_role = 'statement'

),

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

compared as (

    select * from {{ changed_rows('int_claims_compared') }}

),

unquantified as (

    select * from {{ changed_rows('int_claims_unquantified') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

dates as (

    select * from {{ changed_rows('stg_date_mentions') }}

),

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
            '[\t\n\f\r\x{00A0}\x{202F}\x{3000}]', ' ', 'g'
        ) as piece
    from windows
    inner join ended
        on
            windows.claim_id = ended.claim_id
            and windows.figure_start = ended.figure_start
            and windows.side = ended.side
    where coalesce(ended.next_date_start, windows.window_end) > ended.piece_start

)

select * from pieces
order by claim_id, figure_start, side, piece_start
