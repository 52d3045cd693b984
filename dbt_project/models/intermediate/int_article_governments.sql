-- One row per article and government it names, directly or through its country, ministries and office holders: the one
-- named most, and first, is the government that "the state" means.
with

mentions as (

    select * from {{ ref('stg_entity_mentions') }}

),

governments as (

    select * from {{ ref('int_entity_governments') }}

),

sentences as (

    select * from {{ ref('int_sentences_cut') }}

),

counted as (

    select
        mentions.article_id,
        governments.government_id,
        governments.government_name,
        governments.country,
        sum(case when governments.entity_type in ('government', 'ministry', 'person', 'parliament') then 2 else 1 end)
            as points,
        min(mentions.char_start) as first_start
    from mentions
    inner join governments on mentions.entity_id = governments.entity_id
    inner join sentences
        on
            mentions.article_id = sentences.article_id
            and mentions.sentence_index = sentences.sentence_index
    where not mentions.is_duplicate
    group by all

),

ranked as (

    select
        *,
        row_number() over (partition by article_id order by points desc, first_start asc, government_id asc) as rank
    from counted

)

select * from ranked
order by article_id, rank
