-- Grain: one day, with the fiscal year that each of the larger budgets puts it in.
{%- set countries = ["JP", "IN", "GB", "CA", "US", "AU", "TH"] %}

with

days as (

    select
        unnest(
            generate_series(date '{{ var("calendar_from") }}', date '{{ var("calendar_until") }}', interval 1 day)
        )::date
            as date_on

),

described as (

    select
        -- keys
        date_on,

        -- calendar
        year(date_on)::integer as year_number,
        quarter(date_on)::integer as quarter_number,
        month(date_on)::integer as month_number,
        day(date_on)::integer as day_number,
        isodow(date_on)::integer as iso_weekday,
        week(date_on)::integer as iso_week,

        -- fiscal
    {% for country in countries -%}
    {{ fiscal_year("date_on", country) }}::integer as fiscal_year_{{ country | lower }}{{ "," if not loop.last }}
    {% endfor %}
    from days

)

select * from described
