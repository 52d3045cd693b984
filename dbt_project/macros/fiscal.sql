{#-
    Fiscal year that a day belongs to, as the country labels it: by the year of its first day (label `start`) or of its
    last (label `end`). Calendars: ref_fiscal_years.
-#}
{% macro fiscal_year(date_on, country) -%}
    (
        select
            year({{ date_on }})
            - case when {{ date_on }} < make_date(year({{ date_on }}), start_month, start_day) then 1 else 0 end
            + case when label = 'end' and start_month > 1 then 1 else 0 end
        from {{ ref("ref_fiscal_years") }}
        where country = '{{ country }}'
    )
{%- endmacro %}

{#- First day of the fiscal year that a day belongs to; `calendars` is a row of ref_fiscal_years. -#}
{% macro fiscal_year_start(date_on, calendars) -%}
    make_date(
        year({{ date_on }}) - case
            when {{ date_on }} < make_date(year({{ date_on }}), {{ calendars }}.start_month, {{ calendars }}.start_day)
                then 1
            else 0
        end,
        {{ calendars }}.start_month,
        {{ calendars }}.start_day
    )
{%- endmacro %}
