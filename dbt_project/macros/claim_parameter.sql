{#- Parameters of claims live in the seed ref_claim_parameters; a model names them, never the number. -#}
{% macro claim_parameter(name) -%}
    (select value from {{ ref('ref_claim_parameters') }} where parameter_name = '{{ name }}')
{%- endmacro %}
