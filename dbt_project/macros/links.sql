{#- How claims are linked: weights of the evidence. -#}

{#- Weights of the linkage live in the seed ref_link_weights; a model names them, never the number. -#}
{% macro link_weight(evidence) -%}
    (select weight from {{ ref('ref_link_weights') }} where evidence = '{{ evidence }}')
{%- endmacro %}

{#- Whether two sums whose decimal logarithms lie so far apart differ by a power of ten: one of them lost its scale. #}
{% macro is_scale_slip(distance, tolerance) -%}
    abs({{ distance }} - round({{ distance }})) < {{ tolerance }}
{%- endmacro %}
