{{ config(materialized="regrouped") }}
-- Grain: one claim with its commitment and its article's day, and the bounds of what it says.
with

claims as (

    select * from {{ regrouped_rows("int_claims") }}

),

published as (

    select
        claim_id,
        commitment_id
    from {{ regrouped_rows("int_claim_commitments") }}

),

articles as (

    select * from {{ regrouped_rows("stg_articles") }}

),

entities as (

    select * from {{ ref("ref_entities") }}

),

comparable as (

    select
        claims.*,
        published.commitment_id,
        articles.published_on,
        articles.published_until_on,
        entities.country as payer_country,
        -- what the article calls its payer stays as it is: only names of ours have a French form
        coalesce(
            case when claims.payer_name = entities.name_en then entities.name_fr end,
            {{ in_words("payer", "claims.payer_name", "fr") }}
        ) as payer_name_fr,
        entities.parent_entity_id as payer_parent_id,
        pow(10.0, coalesce(claims.printed_precision, 0)) / 2 as half_unit,
        -- a single year is when money flows, not how long a plan lasts
        coalesce(
            claims.horizon_years,
            case
                when claims.period_end - claims.period_start > {{ claim_parameter('one_year_days') }}
                    then round(datediff('month', claims.period_start, claims.period_end + 1) / 12.0, 1)
            end
        ) as length_years,
        case when claims.modality = 'at_most' then 0.0 else claims.amount_min::double end as low,
        case when claims.modality = 'at_least' then 'infinity'::double else claims.amount_max::double end as high
    from claims
    inner join published on claims.claim_id = published.claim_id
    inner join articles on claims.article_id = articles.article_id
    left join entities on claims.payer_entity_id = entities.entity_id

)

select * from comparable
order by claim_id
