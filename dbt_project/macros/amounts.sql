{#- Amounts as a reader says them: explanations are for people, who do not read 4e+05. -#}

{#-
    A sum in words: "400,000", "6.3 billion" (en), "400 000", "6,3 milliards" (fr). Three digits are enough to recognise a
    figure. French has no trillion here: its two readings are what rule R03 is about.
-#}
{% macro amount_in_words(value, language="en") -%}
    {%- set scales = {
        "en": [("1e12", "trillion"), ("1e9", "billion"), ("1e6", "million")],
        "fr": [("1e9", "milliards"), ("1e6", "millions")],
    }[language] -%}
    case
        {%- for size, name in scales %}
        when {{ value }} >= {{ size }} then {{ short_number(value ~ "::double / " ~ size, language) }} || ' {{ name }}'
        {%- endfor %}
        else {{ short_number(value ~ "::double", language) }}
    end
{%- endmacro %}

{#- A number with about three digits, separators of its language. -#}
{% macro short_number(value, language="en") -%}
    {%- set digits = "case when abs(" ~ value ~ ") < 10 then 2 when abs(" ~ value ~ ") < 100 then 1 else 0 end" -%}
    {%- set plain = "regexp_replace(format('{:,.2f}', round(" ~ value ~ ", " ~ digits ~ ")), '[.]?0+$', '')" -%}
    {%- if language == "fr" -%}
    translate({{ plain }}, ',.', ' ,')
    {%- else -%}
    {{ plain }}
    {%- endif -%}
{%- endmacro %}

{#- A status with the cue that bears it out, whose ends are `place` with `_start` and `_end`; without one nothing does. -#}
{% macro with_cue(status, surface="null", place=none) -%}
    struct_pack(
        status := {{ status }},
        cue := {{ surface }},
        cue_start := {{ place ~ "_start" if place else "null" }},
        cue_end := {{ place ~ "_end" if place else "null" }}
    )
{%- endmacro %}

{#- Columns of a finding: figures that are offered as all of a whole (`whole_surface`, `whole_amount`) make another sum. -#}
{% macro another_sum(parts_text="parts_text", parts_sum="parts_sum") -%}
    {{ parts_text }} || ' = ' || {{ amount_in_words(parts_sum) }} as observed,
    whole_surface as expected,
    {{ parts_sum }}::double / whole_amount::double as factor,
    printf('%s is %s, not %s.', {{ parts_text }}, {{ amount_in_words(parts_sum) }}, whole_surface) as explanation,
    printf(
        '%s font %s, et non %s.', {{ parts_text }}, {{ amount_in_words(parts_sum, "fr") }}, whole_surface
    ) as explanation_fr,
    'One part is wrong or missing; compare with other sources.' as suggestion
{%- endmacro %}
