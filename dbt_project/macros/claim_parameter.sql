{#- Parameters of claims live in the seed ref_claim_parameters; a model names them, never the number. -#}
{% macro claim_parameter(name) -%}
    (select value from {{ ref('ref_claim_parameters') }} where parameter_name = '{{ name }}')
{%- endmacro %}

{#-
    Whether `text` ends with the form of `markers` as a word, or begins with it. The characters nearest to the name are
    compared first, as equals that a hash join can use: of hundreds of markers few are left to try.
-#}
{% macro ends_with_marker(text) -%}
    right(' ' || {{ text }}, 2) = right(' ' || markers.form, 2)
            and ends_with(' ' || {{ text }}, ' ' || markers.form)
{%- endmacro %}

{% macro starts_with_marker(text) -%}
    left(ltrim({{ text }}), 1) = left(ltrim(markers.form), 1)
            and starts_with(ltrim({{ text }}), ltrim(markers.form))
{%- endmacro %}

{#- Whether the regions of a country act through governments of their own. -#}
{% macro is_federal(country) -%}
    coalesce(list_contains(['{{ var("federal_countries") | join("', '") }}'], {{ country }}), false)
{%- endmacro %}

{#- Whether a name that no list knows is an office or a purse of its government: "le ministre du Budget", "Treasury". -#}
{% macro stands_for_government(entities) -%}
    (
            {{ entities }}.entity_id is null
            and (
                regexp_matches({{ entities }}.surface, '{{ var("office_pattern") }}')
                or regexp_matches({{ entities }}.surface, '{{ var("treasury_pattern") }}')
            )
        )
{%- endmacro %}

{#- Whether a country pays in a currency that is its own, alone or in a union; the dollar is everybody's. -#}
{% macro pays_in(country, currency) -%}
    (
            {{ currency }} != 'USD'
            and (
                substring({{ currency }}, 1, 2) = {{ country }}
                or list_contains(['{{ var("union_currencies") | join("', '") }}'], {{ currency }} || '-' || {{ country }})
            )
        )
{%- endmacro %}

{#-
    A name without what is written before it ("groupe Éramine", 政府系ファンドSIF) and without its legal form behind, and
    a local body under the name that both languages share: "comté de Nandi", "Nandi county government" are Nandi County.
-#}
{% macro own_name(surface) -%}
    {%- set name = namespace(sql=surface) -%}
    {%- for pattern, written in [
        ("payer_prefix_pattern", "\\1"),
        ("apposition_pattern", "\\1"),
        ("legal_tail_pattern", "\\1"),
        ("county_pattern", "\\1\\2 County"),
        ("municipality_pattern", "Municipality of \\1"),
        ("city_pattern", "City of \\1"),
        ("regional_council_pattern", "Regional Council of \\1"),
    ] -%}
        {%- set name.sql = "regexp_replace(" ~ name.sql ~ ", '" ~ var(pattern) ~ "', '" ~ written ~ "')" -%}
    {%- endfor -%}
    {{ name.sql }}
{%- endmacro %}

{#-
    Whether one row of `int_claims_measured` may be a part of another: less, in one money. A converted whole has parts in
    their own money; a converted part is told soon after its whole, as at some rate much adds up by chance.
-#}
{% macro may_add_up(whole, part) -%}
    {{ whole }}.measured_in = {{ part }}.measured_in
    and {{ whole }}.measure > {{ part }}.measure
    and (
        not {{ part }}.is_converted
        or (
            not {{ whole }}.is_converted
            and {{ part }}.sentence_index - {{ whole }}.sentence_index
            between 0 and {{ claim_parameter('share_sentences') }}
        )
    )
{%- endmacro %}

{#- The government of a region that a federal country lets act for itself, or of a city; null for other names. -#}
{% macro regional_government(entity_type, names) -%}
    case
        when {{ entity_type }} = 'region' and {{ is_federal(names ~ '.country') }}
            then 'Government of ' || regexp_replace({{ names }}.name_en, '^(Canton|State) of ', 'the \1 of ')
        when {{ entity_type }} = 'city' then {{ city_government(names ~ '.name_en') }}
    end
{%- endmacro %}

{#- The government of a city: "City of Lyon", but "Cebu City". -#}
{% macro city_government(name) -%}
    case
        when regexp_matches({{ name }}, '\b(City|Town|Council|County|Authority|Municipality|Municipal|Metro|Borough|District|Corporation|Ward)\b') then {{ name }}
        else 'City of ' || regexp_replace({{ name }}, ' \([^)]*\)$', '')
    end
{%- endmacro %}
