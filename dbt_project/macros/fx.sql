{#- Exchange rates: where the reference data stands and how a day's rate is looked up. -#}

{#- Path of a reference file, independent of the folder that dbt was started in. -#}
{% macro fx_file(name) -%}
    '{{ invocation_args_dict.get("project_dir", ".") }}/seeds/fx/{{ name }}'
{%- endmacro %}

{#- Join to the rate of a currency that is in force on a day, if there is one: a rate is never extrapolated. -#}
{% macro fx_join(currency, value_on, alias="fx") -%}
    left join {{ ref("int_fx_rates_in_force") }} as {{ alias }}
        on {{ currency }} = {{ alias }}.currency
        and {{ value_on }} = {{ alias }}.valid_on
{%- endmacro %}

{#- As-of join to the last fixing of a currency on or before a day, however old: good for an order of magnitude. -#}
{% macro fx_as_of_join(currency, value_on, alias="fx") -%}
    asof left join {{ ref("fct_fx_rates") }} as {{ alias }}
        on {{ currency }} = {{ alias }}.currency
        and {{ value_on }} >= {{ alias }}.rate_on
{%- endmacro %}
