-- Every contradiction or doubt, before ids: the models of the rules, one below the other.
{%- set rule_models = [
    "int_findings_equivalents",
    "int_findings_figures",
    "int_findings_dates",
    "int_findings_calendar",
    "int_findings_comparisons",
    "int_findings_magnitudes",
    "int_findings_headlines",
    "int_findings_sums",
    "int_findings_totals",
    "int_findings_double_counts",
    "int_findings_shares",
    "int_findings_paces",
    "int_findings_amounts",
    "int_findings_commitments",
    "int_findings_collisions",
    "int_findings_payers",
    "int_findings_claims",
    "int_findings_payments",
    "int_findings_sources",
    "int_findings_people",
    "int_findings_identities",
    "int_findings_parties",
    "int_findings_stories",
] %}

with

findings as (

    -- The columns, in order; a model that leaves one out has nothing to say there.
    select
        {{ finding_columns(absent='all') }}
    where false
    {% for rule_model in rule_models -%}
    union all by name
    select * from {{ ref(rule_model) }}
    {% endfor %}

)

select * from findings
