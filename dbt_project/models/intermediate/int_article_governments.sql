{{ config(materialized='incremental') }}
-- One row per article and government it names, directly or through its country, ministries and office holders, or whose
-- currency it counts in: the one with most points, and first, is the government that "the state" means.
with

mentions as (

    select * from {{ changed_rows('stg_entity_mentions') }}
    where not is_duplicate

),

governments as (

    select * from {{ ref('int_entity_governments') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

amounts as (

    select * from {{ changed_rows('int_money_resolved') }}
    where not is_duplicate and equivalent_of_id is null and currency is not null

),

-- "The government" alone is a guess of the parser from the language: it speaks least. A seat such as Brussels speaks
-- for its organisation, not for a country.
named as (

    select
        mentions.article_id,
        governments.government_id,
        governments.government_name,
        governments.country,
        sum(
            case
                when mentions.mention_type = 'nominal' then {{ claim_parameter('nominal_points') }}
                when governments.entity_type in ('government', 'ministry', 'person', 'parliament')
                    then {{ claim_parameter('actor_points') }}
                else 1
            end
        ) as points,
        min(mentions.char_start) as first_start
    from mentions
    inner join governments on mentions.entity_id = governments.entity_id
    inner join sentences
        on
            mentions.article_id = sentences.article_id
            and mentions.sentence_index = sentences.sentence_index
    where governments.entity_type != 'igo'
    group by all

),

-- ISO 4217 codes begin with the country; those that begin with X, and the euro, belong to none. The dollar of the
-- United States is everybody's and votes for nobody.
counted as (

    select
        amounts.article_id,
        governments.government_id,
        governments.government_name,
        governments.country,
        least(count(*), {{ claim_parameter('currency_votes') }})
        * {{ claim_parameter('currency_points') }} as points,
        min(amounts.char_start) as first_start
    from amounts
    inner join governments
        on
            substring(amounts.currency, 1, 2) = governments.country
            and governments.entity_id = governments.government_id
    where amounts.currency != 'USD'
    group by all

),

voted as (

    select
        article_id,
        government_id,
        government_name,
        country,
        sum(points)::double as points,
        min(first_start) as first_start
    from (
        select * from named
        union all
        select * from counted
    )
    group by article_id, government_id, government_name, country

),

ranked as (

    select
        *,
        row_number() over (partition by article_id order by points desc, first_start asc, government_id asc) as rank
    from voted

)

select * from ranked
order by article_id, rank
