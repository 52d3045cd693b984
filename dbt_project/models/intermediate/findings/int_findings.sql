-- Every contradiction or doubt, before ids: the models of the rules, one below the other.
{%- set rule_models = [
    "int_findings_equivalents",
    "int_findings_figures",
    "int_findings_dates",
    "int_findings_comparisons",
    "int_findings_magnitudes",
    "int_findings_headlines",
    "int_findings_sums",
] %}

with

findings as (

    {% for rule_model in rule_models -%}
    select * from {{ ref(rule_model) }}
    {% if not loop.last %}union all by name{% endif %}
    {% endfor %}

)

select * from findings
