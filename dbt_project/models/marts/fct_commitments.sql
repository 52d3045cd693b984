-- One row per real-world commitment, whoever reports it.
with

commitments as (

    select * from {{ ref('int_commitments') }}

),

-- The executing body of the claim that represents the commitment, else of the first claim that names one.
bodies as (

    select
        claims.commitment_id,
        first(
            bodies.executing_body_entity_id
            order by bodies.claim_id = commitments.chosen_claim_id desc, bodies.claim_id asc
        ) as executing_body_entity_id,
        first(
            bodies.executing_body_name
            order by bodies.claim_id = commitments.chosen_claim_id desc, bodies.claim_id asc
        ) as executing_body_name
    from {{ ref('int_claim_bodies') }} as bodies
    inner join {{ ref('int_claim_commitments') }} as claims on bodies.claim_id = claims.claim_id
    inner join commitments on claims.commitment_id = commitments.commitment_id
    group by claims.commitment_id

),

priced as (

    select
        commitments.*,
        bodies.executing_body_entity_id,
        bodies.executing_body_name,
        fx.units_per_eur as fx_rate_eur,
        fx.units_per_usd as fx_rate,
        fx.fx_source,
        fx.rate_on as fx_date
    from commitments
    left join bodies on commitments.commitment_id = bodies.commitment_id
    {{ fx_join('commitments.currency', 'commitments.announced_on') }}

),

titled as (

    select
        -- keys
        commitment_id,
        case
            when amount_max is null then coalesce(payer_name || ': ' || purpose, payer_name, purpose, 'unnamed')
            else concat(
                    payer_name || ': ',
                    case modality
                        when 'approx' then 'about '
                        when 'at_least' then 'at least '
                        when 'at_most' then 'up to '
                    end,
                    case when amount_min < amount_max then {{ amount_in_words('amount_min') }} || ' to ' end,
                    {{ amount_in_words('amount_max') }},
                    ' ' || currency,
                    ', ' || purpose
                )
        end as title,

        -- who
        payer_entity_id,
        payer_name,
        is_public_payer,
        executing_body_entity_id,
        executing_body_name,
        recipient_name,

        -- what for
        purpose,
        sector,
        instrument,

        -- how much
        amount_min,
        amount_max,
        currency,
        modality,
        amount_kind,
        case when fx_rate > 0 then (amount_min::double / fx_rate)::decimal(38, 2) end as amount_usd,
        case when fx_rate > 0 then (amount_max::double / fx_rate)::decimal(38, 2) end as amount_usd_max,
        case when fx_rate_eur > 0 then (amount_min::double / fx_rate_eur)::decimal(38, 2) end as amount_eur,
        case when fx_rate_eur > 0 then (amount_max::double / fx_rate_eur)::decimal(38, 2) end as amount_eur_max,
        fx_rate,
        fx_rate_eur,
        fx_source,
        fx_date,

        -- when
        period_start,
        period_end,
        period_edtf,
        announced_on,

        -- how far
        status,
        status_level,

        -- does it count
        is_aggregable,
        aggregate_reason,
        is_umbrella or is_sum as is_umbrella,

        -- who says so
        claim_count,
        article_count,
        independent_source_count,
        chosen_claim_id,
        round(least(joint_confidence, 0.99), 2)::double as confidence
    from priced

)

select * from titled
