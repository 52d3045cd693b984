{{ config(materialized='incremental') }}
-- One row per claim and the larger claim of the same article that contains it. A sum of different payers' money is an
-- umbrella over its parts; a yearly slice, a tranche, a reserved share or one of a list of what the sum of one payer
-- consists of is a part of its plan.
with

claims as (

    select * from {{ changed_rows('int_claims_stated') }}

),

measured as (

    select * from {{ changed_rows('int_claims_measured') }}

),

summed as (

    select * from {{ changed_rows('int_claim_sums') }}

),

remainders as (

    select * from {{ changed_rows('int_claim_remainders') }}

),

cues as (

    select * from {{ changed_rows('int_amount_cues') }}

),

governments as (

    select * from {{ ref('int_entity_governments') }}

),

-- What may be part of another claim or have parts, each in its own money. The plan is the largest in it that still
-- stands.
eligible as (

    select
        claims.*,
        row_number() over (
            partition by claims.article_id, claims.currency
            order by
                coalesce(claims.status in ('cancelled', 'rejected'), false) asc,
                claims.amount_max desc,
                claims.claim_id asc
        ) = 1 as is_plan
    from claims
    inner join measured
        on
            claims.claim_id = measured.claim_id
            and not measured.is_converted

),

part_cues as (

    select
        money_mention_id,
        max(strength) filter (where cue_type = 'part') as part_strength,
        max(strength) filter (where cue_type = 'annual') as annual_strength,
        max(strength) filter (where cue_type = 'other_claim' and side = 'before') as distinct_strength
    from cues
    group by money_mention_id

),

-- What a text tells behind a sum of several payers, or behind a cost.
told_behind as (

    select
        part.claim_id,
        part.article_id,
        part.payer_name,
        part.payer_basis,
        part.partner_count,
        part.is_cost,
        part.per,
        part.amount_max,
        part.currency,
        whole.claim_id as whole_id,
        whole.payer_name as whole_payer_name,
        whole.partner_count as whole_partner_count,
        whole.is_cost as is_whole_cost,
        whole.amount_max as whole_amount_max,
        whole.currency as whole_currency
    from eligible as whole
    inner join eligible as part
        on
            whole.article_id = part.article_id
            and whole.char_start < part.char_start
            and part.sentence_index - whole.sentence_index between 0 and {{ claim_parameter('share_sentences') }}
    where whole.is_cost or whole.partner_count > 0

),

-- "A and B signed 230 million. The first lends 160, B gives 50": what each payer of a joint sum gives, told behind
-- it, is its share of it, whatever the shares add up to.
shares as (

    select
        claim_id,
        whole_id,
        article_id,
        'umbrella' as relation
    from told_behind
    where
        whole_partner_count > 0
        and partner_count = 0
        and list_contains(string_split(whole_payer_name, '; '), payer_name)
        and (currency != whole_currency or amount_max < whole_amount_max)
    qualify count(*) over (partition by whole_id) > 1

),

-- "The programme will cost 212 million. The bank lends 95, the State puts in 29": what several give to what a thing
-- costs, told behind it, is their share of it, though others are left out or one figure is wrong.
cost_shares as (

    select
        told_behind.claim_id,
        told_behind.whole_id,
        told_behind.article_id,
        'umbrella' as relation
    from told_behind
    inner join measured
        on
            told_behind.claim_id = measured.claim_id
            and told_behind.whole_currency = measured.measured_in
    anti join summed on told_behind.whole_id = summed.whole_id
    where
        told_behind.is_whole_cost
        and not told_behind.is_cost
        and told_behind.payer_basis = 'sentence'
        and told_behind.per is null
        and measured.measure < told_behind.whole_amount_max
    qualify
        min(told_behind.payer_name) over (partition by told_behind.whole_id)
        != max(told_behind.payer_name) over (partition by told_behind.whole_id)
        and sum(measured.measure) over (partition by told_behind.whole_id)
        <= told_behind.whole_amount_max * (1 + {{ claim_parameter('total_tolerance_of_three') }})

),

added as (

    select * from summed
    union
    select * from shares
    union
    select * from cost_shares
    union
    select
        claim_id,
        whole_id,
        article_id,
        'umbrella' as relation
    from remainders

),

umbrellas as (

    select
        added.whole_id as claim_id,
        list(distinct eligible.payer_name) as payer_names,
        list(distinct governments.government_id) filter (where eligible.is_public_payer) as government_ids
    from added
    inner join eligible on added.claim_id = eligible.claim_id
    left join governments on eligible.payer_entity_id = governments.entity_id
    where added.relation = 'umbrella'
    group by added.whole_id

),

-- "6 million a year, 24 million in all": the words for a year are those of the yearly sum beside it.
yearly_sentences as (

    select distinct
        article_id,
        sentence_index,
        currency
    from eligible
    where per = 'year'

),

annual_claims as (

    select eligible.claim_id
    from eligible
    inner join part_cues on eligible.money_mention_id = part_cues.money_mention_id
    anti join yearly_sentences
        on
            eligible.article_id = yearly_sentences.article_id
            and eligible.sentence_index = yearly_sentences.sentence_index
            and eligible.currency = yearly_sentences.currency
    where part_cues.annual_strength >= {{ claim_parameter('annual_claim') }}
    union all
    select claim_id
    from eligible
    where per = 'year'

),

sliced as (

    select
        part.claim_id,
        whole.claim_id as whole_id,
        part.article_id,
        case when part.per is not null or annual_claims.claim_id is not null then 'yearly_slice' else 'part' end
            as relation
    from eligible as part
    inner join eligible as whole
        on
            part.article_id = whole.article_id
            and part.currency = whole.currency
            and part.amount_max < whole.amount_max
            and part.claim_id != whole.claim_id
    left join part_cues on part.money_mention_id = part_cues.money_mention_id
    left join governments as part_governments on part.payer_entity_id = part_governments.entity_id
    left join governments as whole_governments on whole.payer_entity_id = whole_governments.entity_id
    left join umbrellas on whole.claim_id = umbrellas.claim_id
    left join annual_claims on part.claim_id = annual_claims.claim_id
    where
        (not coalesce(whole.is_cost, false) or umbrellas.claim_id is not null)
        and (
            part.payer_name = whole.payer_name
            or (part.is_public_payer and whole.is_public_payer and part.payer_basis != 'sentence')
            or (
                part.is_public_payer
                and whole.is_public_payer
                and part_governments.government_id = whole_governments.government_id
            )
            or umbrellas.claim_id is not null
            or contains(whole.payer_name, part.payer_name)
            or (
                part.is_public_payer
                and whole.is_public_payer
                and part_cues.part_strength >= {{ claim_parameter('part_claim') }}
            )
        )
        and coalesce(part_cues.distinct_strength, 0) < {{ claim_parameter('part_hint') }}
        and (
            part_cues.part_strength >= {{ claim_parameter('part_hint') }}
            -- a firm or a lender that pays no share of an umbrella pays something else, and so does one that gives
            -- little besides its share
            or (
                umbrellas.claim_id is not null
                and whole.is_plan
                and whole.char_start < part.char_start
                and (
                    part.payer_basis != 'sentence'
                    or (
                        part_governments.entity_type in ('government', 'ministry', 'parliament', 'person', 'country')
                        and not list_contains(umbrellas.payer_names, part.payer_name)
                        and (
                            umbrellas.government_ids is null
                            or list_contains(umbrellas.government_ids, part_governments.government_id)
                        )
                    )
                    -- a contract that a firm has won or signed is one of the plan
                    or (not part.is_public_payer and part.status = 'committed')
                    or (
                        list_contains(umbrellas.payer_names, part.payer_name)
                        and part.amount_max
                        >= whole.amount_max * {{ claim_parameter('least_further_share') }}
                    )
                )
            )
            or (whole.is_plan and whole.char_start < part.char_start and part.payer_basis != 'sentence')
            or annual_claims.claim_id is not null
            or (
                part.period_basis in ('fiscal_year', 'year')
                and (
                    whole.horizon_years > 1
                    or whole.period_end - whole.period_start > {{ claim_parameter('one_year_days') }}
                )
            )
        )
    -- the whole is the smallest of the same payer, else of the same government: that of the sentence for a yearly sum,
    -- else one told before rather than behind
    qualify
        row_number() over (
            partition by part.claim_id
            order by
                part.per = 'year' and part.payer_name = whole.payer_name and part.sentence_index = whole.sentence_index
                desc nulls last,
                case
                    when part.payer_name = whole.payer_name then 0
                    when part_governments.government_id = whole_governments.government_id then 1
                    else 2
                end asc,
                whole.char_start < part.char_start desc,
                whole.amount_max asc,
                whole.claim_id asc
        ) = 1

),

united as (

    select * from added
    union all
    select sliced.*
    from sliced
    anti join added
        on
            sliced.claim_id = added.claim_id

)

select
    claim_id,
    whole_id,
    article_id,
    relation
from united
order by claim_id, whole_id
