{{ config(materialized="of_commitments") }}
-- Grain: two claims of one commitment in two articles, the earlier one first, with what can be compared of the two.
with

-- "The three contributions will be paid over three years": what all parts of a sum say, the sum says.
part_lengths as (

    select
        article_id,
        currency,
        sum(amount_max) as parts_sum,
        max(length_years) as length_years
    from {{ ref("int_claims_comparable") }}
    where
        claim_basis = 'stated'
        and part_relation = 'umbrella'
    group by article_id, currency
    having
        count(*) > 1
        and count(length_years) = count(*)
        and min(length_years) = max(length_years)

),

claims as (

    select
        comparable.* replace (
            coalesce(
                comparable.length_years,
                case when comparable.is_umbrella or comparable.is_sum then parts.length_years end
            ) as length_years
        ),
        -- a slice of a plan is no share of what several pay
        coalesce(comparable.part_relation, '') in ('part', 'yearly_slice') as is_slice,
        -- the article says that it is news: "a further 150 billion", "raised to"
        coalesce(
            comparable.money_mention_id in (
                select update_cues.money_mention_id from {{ ref("int_amount_cues") }} as update_cues
                where
                    update_cues.cue_type in ('update', 'other_claim')
                    and update_cues.gap <= {{ rule_parameter('R04', 'update_gap_characters') }}
            ),
            false
        ) as is_news
    from {{ commitment_rows("int_claims_comparable") }} as comparable
    left join part_lengths as parts
        on
            comparable.article_id = parts.article_id
            and comparable.currency = parts.currency
            and comparable.amount_max = parts.parts_sum
    where
        comparable.claim_basis = 'stated'
        and comparable.commitment_id is not null

),

pairs as (

    select
        -- keys
        earlier.commitment_id,
        earlier.claim_id,
        later.claim_id as other_claim_id,
        earlier.article_id,
        later.article_id as other_article_id,
        earlier.money_mention_id,
        later.money_mention_id as other_money_mention_id,

        -- where
        earlier.char_start,
        earlier.char_end,
        later.char_start as other_char_start,
        later.char_end as other_char_end,
        earlier.language != later.language as is_other_language,

        -- who
        earlier.payer_entity_id,
        later.payer_entity_id as other_payer_entity_id,
        earlier.payer_parent_id,
        later.payer_parent_id as other_payer_parent_id,
        earlier.payer_name,
        later.payer_name as other_payer_name,
        earlier.payer_name_fr,
        later.payer_name_fr as other_payer_name_fr,
        earlier.is_public_payer,
        later.is_public_payer as other_is_public_payer,
        earlier.is_umbrella or earlier.is_sum as is_whole,
        later.is_umbrella or later.is_sum as other_is_whole,

        -- how much
        earlier.currency,
        later.currency as other_currency,
        earlier.currency = later.currency as is_same_currency,
        earlier.amount_min,
        earlier.amount_max,
        later.amount_min as other_amount_min,
        later.amount_max as other_amount_max,
        greatest(earlier.amount_max, later.amount_max)::double
        / nullif(least(earlier.amount_max, later.amount_max)::double, 0) as ratio,
        earlier.modality,
        later.modality as other_modality,
        earlier.amount_kind,
        later.amount_kind as other_amount_kind,
        earlier.amount_kind = later.amount_kind
        or (
            earlier.amount_kind in ('total', 'up_to', 'part')
            and later.amount_kind in ('total', 'up_to', 'part')
        )
            as is_same_measure,
        earlier.is_slice,
        later.is_slice as is_other_slice,
        later.is_news,

        -- when
        earlier.published_on,
        later.published_on as other_published_on,
        later.published_on - earlier.published_on as gap_days,
        earlier.length_years,
        later.length_years as other_length_years,

        -- how far
        earlier.status,
        later.status as other_status,
        earlier.status_level,
        later.status_level as other_status_level,
        earlier.status_cue_start,
        earlier.status_cue_end,
        later.status_cue_start as other_status_cue_start,
        later.status_cue_end as other_status_cue_end,
        -- a request and a later vote are two measures of one commitment; within days one event is told in two verbs
        (earlier.status_level between 3 and 3) != (later.status_level between 3 and 3)
        or (
            abs(coalesce(earlier.status_level, 2) - coalesce(later.status_level, 2))
            >= {{ rule_parameter('R04', 'measure_level_span') }}
            and coalesce(gap_days > {{ rule_parameter('R04', 'one_event_days') }}, true)
            -- a loan of one lender has one sum, asked for or granted
            and not coalesce(
                earlier.instrument = 'loan'
                and later.instrument = 'loan'
                and earlier.payer_entity_id = later.payer_entity_id,
                false
            )
        )
            as is_other_measure
    from claims as earlier
    inner join claims as later
        on
            earlier.commitment_id = later.commitment_id
            and earlier.article_id != later.article_id
            and (
                coalesce(earlier.published_on, date '9999-12-31'), earlier.article_id
            ) < (
                coalesce(later.published_on, date '9999-12-31'), later.article_id
            )

)

select * from pairs
order by commitment_id, claim_id, other_claim_id
