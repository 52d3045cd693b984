{{ config(materialized='incremental') }}
-- One row per sentence that may carry a claim: its text, kind and language. Metadata, boilerplate and repeats are left
-- out.
with

sentences as (

    select * from {{ changed_rows('stg_sentences') }}

),

passages as (

    select * from {{ changed_rows('stg_passages') }}

),

articles as (

    select * from {{ changed_rows('stg_articles') }}

),

-- To find its place in a text costs as much as the text before it is long, so the sentences of a passage are cut out of
-- what they cover together.
spans as (

    select
        article_id,
        passage_index,
        min(char_start) as char_start,
        max(char_end) as char_end
    from sentences
    group by article_id, passage_index

),

span_texts as (

    select
        spans.article_id,
        spans.passage_index,
        spans.char_start,
        passages.passage_kind,
        passages.language,
        substring(articles.text, spans.char_start + 1, spans.char_end - spans.char_start) as span_text
    from spans
    inner join passages
        on
            spans.article_id = passages.article_id
            and spans.passage_index = passages.passage_index
    inner join articles on spans.article_id = articles.article_id
    where passages.passage_kind in ('title', 'heading', 'body', 'list_item', 'summary')

),

cut as (

    select
        sentences.article_id,
        sentences.sentence_index,
        sentences.passage_index,
        span_texts.passage_kind,
        span_texts.language,
        sentences.char_start,
        sentences.char_end,
        substring(
            span_texts.span_text,
            sentences.char_start - span_texts.char_start + 1,
            sentences.char_end - sentences.char_start
        ) as written_text
    from sentences
    inner join span_texts
        on
            sentences.article_id = span_texts.article_id
            and sentences.passage_index = span_texts.passage_index

),

-- A line break inside a sentence is a blank: text of a fixed line width.
unwrapped as (

    select
        article_id,
        sentence_index,
        passage_index,
        passage_kind,
        language,
        char_start,
        char_end,
        {{ on_one_line('written_text') }} as sentence_text,
        case when contains(written_text, chr(10)) then written_text end as written_text  -- null where it is the same
    from cut

)

select * from unwrapped
