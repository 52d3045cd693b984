{{ config(materialized="incremental") }}
-- Grain: one text ever delivered. What is known about it beyond the text: address, title, language, outlet.
with

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

files as (

    select
        article_id,
        min(concat(path, '#' || row_number)) as first_path,
        count(*) as file_count
    from {{ changed_rows("stg_article_files") }}
    group by article_id

),

passages as (

    select * from {{ changed_rows("stg_passages") }}

),

spoken as (

    select
        article_id,
        arg_max(language, character_count) as main_language
    from (
        select
            article_id,
            language,
            sum(char_end - char_start) as character_count
        from passages
        where language is not null and language != 'und'
        group by article_id, language
        order by article_id, language
    )
    group by article_id

),

headed as (

    select
        passages.article_id,
        arg_min(
            substring(articles.text, passages.char_start + 1, passages.char_end - passages.char_start),
            passages.char_start
        ) as first_title
    from passages
    inner join articles on passages.article_id = articles.article_id
    where passages.passage_kind = 'title'
    group by passages.article_id

),

described as (

    select
        articles.article_id,
        coalesce(articles.url, files.first_path) as source_uri,
        coalesce(articles.title, headed.first_title) as title,
        nullif(trim(articles.publisher), '') as publisher,
        coalesce(sha256(lower(nullif(trim(articles.publisher), '')))[:16], 'unknown') as source_id,
        coalesce(articles.language, spoken.main_language, 'und') as language,
        articles.published_on,
        articles.published_until_on,
        articles.published_edtf,
        articles.published_basis,
        articles.text,
        articles.codepoint_count,
        articles.content_sha256,
        coalesce(files.file_count, 0) as file_count
    from articles
    left join files on articles.article_id = files.article_id
    left join spoken on articles.article_id = spoken.article_id
    left join headed on articles.article_id = headed.article_id

)

select * from described
order by article_id
