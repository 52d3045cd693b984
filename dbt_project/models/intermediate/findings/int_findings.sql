-- Every contradiction or doubt, before ids: the models of the rules, one below the other.
{%- set rule_models = [
    "int_findings_equivalents",
    "int_findings_figures",
    "int_findings_dates",
    "int_findings_comparisons",
    "int_findings_magnitudes",
    "int_findings_headlines",
    "int_findings_sums",
    "int_findings_commitments",
    "int_findings_collisions",
    "int_findings_claims",
    "int_findings_sources",
    "int_findings_people",
    "int_findings_stories",
] %}

with

findings as (

    -- The columns, in order; a model that leaves one out has nothing to say there.
    select
        null::varchar as rule_id,
        null::varchar as severity,
        null::varchar as commitment_id,
        null::varchar as article_id,
        null::varchar as other_article_id,
        null::bigint as char_start,
        null::bigint as char_end,
        null::bigint as other_char_start,
        null::bigint as other_char_end,
        null::varchar as observed,
        null::varchar as expected,
        null::double as factor,
        null::varchar as explanation,
        null::varchar as explanation_fr,
        null::varchar as suggestion
    where false
    {% for rule_model in rule_models -%}
    union all by name
    select * from {{ ref(rule_model) }}
    {% endfor %}

)

select * from findings
