{#- Exchange rates: where the reference data stands and how a day's rate is looked up. -#}

{#- Path of a reference file, independent of the folder that dbt was started in. -#}
{% macro fx_file(name) -%}
    '{{ invocation_args_dict.get("project_dir", ".") }}/seeds/fx/{{ name }}'
{%- endmacro %}

{#-
    As-of join to the last fixing of a currency on or before a day. Use the columns of alias `fx` only through
    `fx_if_fresh`, which returns null once the fixing is too old: a rate is never extrapolated.
-#}
{% macro fx_as_of_join(currency, value_on, alias="fx") -%}
    asof left join {{ ref("fct_fx_rates") }} as {{ alias }}
        on {{ currency }} = {{ alias }}.currency
        and {{ value_on }} >= {{ alias }}.rate_on
{%- endmacro %}

{% macro fx_if_fresh(column, value_on, alias="fx") -%}
    case when {{ value_on }} - {{ alias }}.rate_on <= {{ var("fx_max_age_days") }} then {{ alias }}.{{ column }} end
{%- endmacro %}
