-- Fixings as published, one source a file; one that is rounded to nothing is none. What a currency is worth in another
-- is worked out in fct_fx_rates.
{{ config(materialized="table") }}

with

ecb_wide as (

    select * from read_csv({{ fx_file("ecb_daily.csv.gz") }}, all_varchar = true, header = true)

),

ecb as (

    select
        date::date as rate_on,
        currency,
        units_per_eur::double as units_per_eur,
        'ECB' as fx_source
    from (unpivot ecb_wide on columns(* exclude (date)) into name currency value units_per_eur)
    where units_per_eur != ''

),

nbp_fixings as (

    select
        rate_date::date as rate_on,
        currency,
        pln_per_unit::double as pln_per_unit
    from read_csv({{ fx_file("nbp_fixings.csv.gz") }}, all_varchar = true, header = true)

),

nbp as (

    select
        fixings.rate_on,
        fixings.currency,
        euro.pln_per_unit / fixings.pln_per_unit as units_per_eur,
        'NBP' as fx_source
    from nbp_fixings as fixings
    inner join nbp_fixings as euro
        on
            fixings.rate_on = euro.rate_on
            and euro.currency = 'EUR'
    where fixings.currency != 'EUR' and fixings.pln_per_unit > 0

),

fixings as (

    select * from ecb
    union all
    select * from nbp

)

select * from fixings
order by currency, rate_on
