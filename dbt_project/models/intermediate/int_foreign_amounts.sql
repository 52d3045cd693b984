{{ config(materialized='incremental') }}
-- One row per amount printed right beside the government of a country that the article is not about: "la Corée du Sud
-- (762 億円)", "762 億円 de la Corée du Sud".
with

amounts as (

    select * from {{ changed_rows('int_money_resolved') }}
    where not is_duplicate

),

entities as (

    select * from {{ changed_rows('stg_entity_mentions') }}

),

governments as (

    select * from {{ ref('int_entity_governments') }}

),

articles as (

    select * from {{ changed_rows('stg_articles') }}

),

-- Words between a sum and the one whose money it is: "de la", "from".
source_markers as (

    select distinct lower(form) as form
    from {{ ref('ref_party_markers') }}
    where position = 'before_entity' and party = 'source'

),

main_governments as (

    select * from {{ changed_rows('int_article_governments') }}
    where rank = 1

),

beside as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        amounts.sentence_index,
        amounts.char_end as amount_end,
        governments.government_id,
        governments.government_name,
        entities.char_end <= amounts.char_start as is_before,
        case
            when entities.char_end <= amounts.char_start then amounts.char_start - entities.char_end
            else entities.char_start - amounts.char_end
        end as gap,
        entities.char_end as entity_end
    from amounts
    inner join entities
        on
            amounts.article_id = entities.article_id
            and amounts.sentence_index = entities.sentence_index
            and (
                (amounts.char_start - entities.char_end) between 0 and 12
                or (entities.char_start - amounts.char_end) between 0 and 8
            )
    inner join governments on entities.entity_id = governments.entity_id
    inner join main_governments on amounts.article_id = main_governments.article_id
    where
        lower(entities.entity_type) in ('country', 'government')
        and governments.government_id != main_governments.government_id

),

worded as (

    select
        beside.*,
        case
            when not beside.is_before
                then ltrim(lower(substring(articles.text, beside.amount_end + 1, beside.gap)))
        end as next_words,
        -- 「ドイツに建てた工場の10億円」: where something is, and not who pays
        beside.is_before
        and regexp_matches(substring(articles.text, beside.entity_end + 1, 2), '^(で|に[^よ])') as is_place
    from beside
    inner join articles on beside.article_id = articles.article_id

),

linked as (

    select worded.* exclude (next_words, is_place, entity_end)
    from worded
    left join source_markers on worded.next_words = source_markers.form
    where not worded.is_place and (worded.is_before or source_markers.form is not null)

),

nearest as (

    select * from linked
    qualify row_number() over (partition by money_mention_id order by gap asc, is_before desc, government_id asc) = 1

)

select
    money_mention_id,
    article_id,
    sentence_index,
    government_id,
    government_name,
    is_before,
    count(*) over (partition by article_id, sentence_index) as listed_count
from nearest
order by money_mention_id
