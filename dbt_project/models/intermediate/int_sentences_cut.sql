-- One row per sentence that may carry a claim: its text, kind and language. Metadata, boilerplate and repeats are left
-- out.
with

sentences as (

    select * from {{ ref('stg_sentences') }}

),

passages as (

    select * from {{ ref('stg_passages') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

cut as (

    select
        sentences.article_id,
        sentences.sentence_index,
        sentences.passage_index,
        passages.passage_kind,
        passages.language,
        sentences.char_start,
        sentences.char_end,
        substring(articles.text, sentences.char_start + 1, sentences.char_end - sentences.char_start) as sentence_text
    from sentences
    inner join passages
        on
            sentences.article_id = passages.article_id
            and sentences.passage_index = passages.passage_index
    inner join articles on sentences.article_id = articles.article_id
    where passages.passage_kind in ('title', 'heading', 'body', 'list_item', 'summary')

)

select * from cut
