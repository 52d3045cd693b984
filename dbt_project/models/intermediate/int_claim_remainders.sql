{{ config(materialized='incremental') }}
-- One row per claim that several pay, as the text leaves the rest of it to somebody, and share of it that is told:
-- "JICA lends 1.25 billion and the treasury covers what is left". The shares need not add up to the whole; those of a
-- cost must, where the rest has a figure too.
with

claims as (

    select * from {{ changed_rows('int_claims_stated') }}

),

amounts as (

    select * from {{ changed_rows('int_money_resolved') }}

),

names as (

    select * from {{ changed_rows('int_payer_names') }}

),

entities as (

    select * from {{ ref('ref_entities') }}

),

governments as (

    select * from {{ ref('int_entity_governments') }}

),

value_dates as (

    select * from {{ changed_rows('int_article_value_dates') }}

),

remainders as (

    select
        cue_id,
        article_id,
        sentence_index,
        char_start,
        char_end
    from {{ changed_rows('stg_status_cues') }}
    where cue_type = 'remainder' and cue_code = 'remainder' and not is_duplicate

),

figured as (

    select distinct remainders.cue_id
    from remainders
    inner join amounts
        on
            remainders.article_id = amounts.article_id
            and remainders.sentence_index = amounts.sentence_index
            and greatest(amounts.char_start - remainders.char_end, remainders.char_start - amounts.char_end)
            <= {{ claim_parameter('cue_gap_own') }}

),

sized as (

    select
        claims.*,
        claims.amount_max::double / fx.units_per_usd as size
    from claims
    left join value_dates on claims.article_id = value_dates.article_id
    {{ fx_join('claims.currency', 'value_dates.valued_until') }}
    where not claims.is_call and not claims.is_deal and claims.per is null

),

-- The rest is what the largest sum told shortly before leaves; nobody knows the rest of a range.
wholes as (

    select
        remainders.cue_id,
        remainders.sentence_index as last_sentence,
        sized.*
    from remainders
    inner join sized
        on
            remainders.article_id = sized.article_id
            and remainders.char_start >= sized.char_end
            and remainders.sentence_index - sized.sentence_index
            between 0 and {{ claim_parameter('share_sentences') }}
    qualify row_number() over (partition by remainders.cue_id order by sized.size desc, sized.char_start asc) = 1

),

-- Of a scheme that is told by its cost, a loan reported before is a share, too.
shares as (

    select
        wholes.cue_id,
        wholes.claim_id as whole_id,
        part.claim_id,
        part.article_id,
        part.payer_name,
        wholes.is_cost,
        coalesce(wholes.amount_min != wholes.amount_max, false) as is_range
    from wholes
    inner join sized as part on wholes.article_id = part.article_id
    where
        part.size < wholes.size
        and part.payer_basis = 'sentence'
        and part.sentence_index <= wholes.last_sentence
        and (part.char_start > wholes.char_start or wholes.is_cost)
    qualify sum(part.size) over (partition by wholes.cue_id) <= wholes.size

),

placed as (

    select
        remainders.cue_id,
        names.*,
        abs(names.char_start - remainders.char_start) as distance,
        least(names.char_end, remainders.char_start - {{ claim_parameter('cue_gap_own') }}) as stretch_start,
        greatest(names.char_start, remainders.char_end + {{ claim_parameter('cue_gap_own') }}) as stretch_end
    from remainders
    inner join names
        on
            remainders.article_id = names.article_id
            and remainders.sentence_index = names.sentence_index
    where not names.is_place and names.entity_type not in ('programme', 'other', 'product', 'media', 'city')

),

-- A rest without a figure of its own is paid by the name beside it that no figure parts from it.
payers as (

    select
        placed.cue_id,
        coalesce(
            governments.government_name,
            {{ regional_government('placed.entity_type', 'entities') }},
            entities.name_en,
            placed.full_name,
            case
                when placed.entity_type = 'unnamed_private' then '{{ var("private_payer_name") }}'
                when placed.entity_type not like 'unnamed%' then {{ own_name('placed.surface') }}
            end
        ) as payer_name
    from placed
    left join entities on placed.entity_id = entities.entity_id
    left join governments
        on
            case when placed.entity_type in ('person', 'parliament', 'country') then placed.entity_id end
            = governments.entity_id
    anti join amounts
        on
            placed.article_id = amounts.article_id
            and placed.sentence_index = amounts.sentence_index
            and placed.stretch_end > amounts.char_start
            and placed.stretch_start < amounts.char_end
    qualify row_number() over (partition by placed.cue_id order by placed.distance asc, placed.char_start asc) = 1

),

shared as (

    select
        shares.cue_id,
        shares.whole_id,
        shares.claim_id,
        shares.article_id,
        shares.is_range,
        shares.is_cost and figured.cue_id is not null as must_add_up,
        payers.payer_name as rest_payer_name,
        count(distinct shares.payer_name) over (partition by shares.cue_id)
        + coalesce(
            not bool_or(contains(shares.payer_name, payers.payer_name)) over (partition by shares.cue_id), false
        )::integer as payer_count
    from shares
    left join payers on shares.cue_id = payers.cue_id
    left join figured on shares.cue_id = figured.cue_id

)

select
    whole_id,
    claim_id,
    article_id,
    max(rest_payer_name) as rest_payer_name
from shared
where payer_count > 1 and not must_add_up and not is_range
group by whole_id, claim_id, article_id
order by whole_id, claim_id
