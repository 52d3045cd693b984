{#- How claims are linked: weights of the evidence, and the recursion that clusters them. -#}

{#- Weights of the linkage live in the seed ref_link_weights; a model names them, never the number. -#}
{% macro link_weight(evidence) -%}
    (select weight from {{ ref('ref_link_weights') }} where evidence = '{{ evidence }}')
{%- endmacro %}

{#-
    Has a recursion keep one row a key, the latest, in place of every row it has met. Only where dbt executes: sqlfluff
    does not know the clause.
-#}
{% macro keyed_by(column) -%}
    {{ "using key (" ~ column ~ ")" if execute }}
{%- endmacro %}
