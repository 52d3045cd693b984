-- One row per currency and day on which its last fixing is fresh enough to be used: models join by equality, where an
-- as-of join would sort all fixings anew for each of them.
with

rates as (

    select
        *,
        rate_on + {{ var("fx_max_age_days") }} as stale_after,
        lead(rate_on) over (partition by currency order by rate_on asc) - 1 as superseded_after
    from {{ ref("fct_fx_rates") }}

),

in_force as (

    select
        -- keys
        currency,
        unnest(generate_series(rate_on, least(stale_after, superseded_after), interval 1 day))::date as valid_on,

        -- when
        rate_on,

        -- how much
        units_per_eur,
        units_per_usd,

        -- whence
        fx_source
    from rates

)

select * from in_force
order by currency, valid_on
