{#- Parameters of rules live in the seed ref_rule_parameters; a model names them, never the number. -#}
{% macro rule_parameter(rule_id, name) -%}
    (select value from {{ ref("ref_rule_parameters") }} where rule_id = '{{ rule_id }}' and parameter_name = '{{ name }}')
{%- endmacro %}

{#- Weight of one kind of evidence about a scale word. -#}
{% macro scale_weight(kind, column="log_odds") -%}
    (select {{ column }} from {{ ref("ref_scale_evidence") }} where evidence_kind = '{{ kind }}')
{%- endmacro %}

{#- A French scale word in the singular after a whole number of two digits or more: the comma before its last is lost. -#}
{% macro is_lost_comma_singular(number_text, scale_word, language) -%}
    (
        {{ language }} = 'fr'
        and regexp_full_match({{ number_text }}, '[1-9][0-9]')
        and regexp_full_match(lower({{ scale_word }}), '(million|milliard|billion|trillion)')
    )
{%- endmacro %}
