-- Grain: one currency, of today or of the past.
with

currencies as (

    select * from {{ ref("ref_currencies") }}

),

rated as (

    select
        currency,
        min(rate_on) as first_rate_on,
        max(rate_on) as last_rate_on,
        arg_max(fx_source, rate_on) as fx_source
    from {{ ref("fct_fx_rates") }}
    group by currency

),

described as (

    select
        -- keys
        currencies.currency,

        -- what
        currencies.name_en,
        currencies.name_fr,
        currencies.name_ja,
        currencies.minor_digits::integer as minor_digits,

        -- rates
        rated.first_rate_on,
        rated.last_rate_on,
        rated.fx_source
    from currencies
    left join rated on currencies.currency = rated.currency

)

select * from described
