-- One row per real-world commitment, whoever reports it.
with

commitments as (

    select * from {{ ref('int_commitments') }}

),

priced as (

    select
        commitments.*,
        {{ fx_if_fresh('units_per_usd', 'commitments.announced_on') }} as fx_rate,
        {{ fx_if_fresh('fx_source', 'commitments.announced_on') }} as fx_source,
        {{ fx_if_fresh('rate_on', 'commitments.announced_on') }} as fx_date
    from commitments
    {{ fx_as_of_join('commitments.currency', 'commitments.announced_on') }}

),

titled as (

    select
        -- keys
        commitment_id,
        case
            when amount_max is null then coalesce(payer_name || ': ' || purpose, payer_name, purpose, 'unnamed')
            else coalesce(payer_name || ': ', '') || case modality
                    when 'approx' then 'about '
                    when 'at_least' then 'at least '
                    when 'at_most' then 'up to '
                    else ''
                end || case
                    when amount_max >= 1e12 then printf('%.4g trillion ', amount_max::double / 1e12)
                    when amount_max >= 1e9 then printf('%.4g billion ', amount_max::double / 1e9)
                    when amount_max >= 1e6 then printf('%.4g million ', amount_max::double / 1e6)
                    else printf('%.0f ', amount_max::double)
                end || coalesce(currency, '') || coalesce(', ' || purpose, '')
        end as title,

        -- who
        payer_entity_id,
        payer_name,
        is_public_payer,
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
        fx_rate,
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
order by commitment_id
