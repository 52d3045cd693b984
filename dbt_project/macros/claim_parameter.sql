{#- Parameters of claims live in the seed ref_claim_parameters; a model names them, never the number. -#}
{% macro claim_parameter(name) -%}
    (select value from {{ ref('ref_claim_parameters') }} where parameter_name = '{{ name }}')
{%- endmacro %}

{#-
    Whether only words of origin part the end of an amount from a name of `placed`: "from shipbuilders led by ...", never
    a new clause.
-#}
{% macro is_source_link(placed, link_start) -%}
    not regexp_matches(
        lower(substring(
            {{ placed }}.sentence_text,
            {{ placed }}.{{ link_start }} - {{ placed }}.sentence_start + 1,
            {{ placed }}.char_start - {{ placed }}.{{ link_start }}
        )),
        '{{ var("clause_break_pattern") }}'
    )
{%- endmacro %}

{#- Whether the regions of a country act through governments of their own. -#}
{% macro is_federal(country) -%}
    coalesce(list_contains(['{{ var("federal_countries") | join("', '") }}'], {{ country }}), false)
{%- endmacro %}

{#- A name without what is written before it: "groupe Éramine", 政府系ファンドSIF. -#}
{% macro own_name(surface) -%}
    regexp_replace(
        regexp_replace({{ surface }}, '{{ var("payer_prefix_pattern") }}', '\1'),
        '{{ var("apposition_pattern") }}', '\1'
    )
{%- endmacro %}
