-- Grain: one currency on one day with a fixing. Both legs of a cross are of that same day.
with

fixings as (

    select * from {{ ref("stg_fx_rates") }}

),

parities as (

    select * from {{ ref("ref_fx_parities") }}

),

sources as (

    select * from {{ ref("ref_fx_sources") }}

),

dollars as (

    select
        rate_on,
        units_per_eur as usd_per_eur
    from fixings
    where currency = 'USD'

),

rates as (

    select
        fixings.currency,
        fixings.rate_on,
        fixings.units_per_eur,
        fixings.fx_source
    from fixings
    left join parities on fixings.currency = parities.currency
    where parities.currency is null

    union all

    select
        parities.currency,
        dollars.rate_on,
        parities.units_per_eur::double as units_per_eur,
        case when parities.currency = 'EUR' then 'ECB' else 'parity' end as fx_source
    from parities
    inner join dollars on parities.valid_from <= dollars.rate_on

),

crossed as (

    select
        -- keys
        rates.currency,
        rates.rate_on,

        -- how much
        rates.units_per_eur,
        rates.units_per_eur / dollars.usd_per_eur as units_per_usd,

        -- whence
        rates.fx_source,
        coalesce(sources.package || ' ' || sources.version, 'ref_fx_parities') as source_version
    from rates
    inner join dollars on rates.rate_on = dollars.rate_on
    left join sources on rates.fx_source = sources.fx_source

)

select * from crossed
