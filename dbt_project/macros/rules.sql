{#- Parameters of rules live in the seed ref_rule_parameters; a model names them, never the number. -#}
{% macro rule_parameter(rule_id, name) -%}
    (select value from {{ ref("ref_rule_parameters") }} where rule_id = '{{ rule_id }}' and parameter_name = '{{ name }}')
{%- endmacro %}

{#- Weight of one kind of evidence about a scale word. -#}
{% macro scale_weight(kind, column="log_odds") -%}
    (select {{ column }} from {{ ref("ref_scale_evidence") }} where evidence_kind = '{{ kind }}')
{%- endmacro %}
