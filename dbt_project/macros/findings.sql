{#- The columns of a finding before its id: what every int_findings_* model ends with. -#}

{#-
    Close a model of rules. A column in `absent` is null there: the model has nothing to say in it. `absent='all'` gives the
    bare list, as the head of the union.
-#}
{% macro finding_columns(absent=[]) -%}
    {%- set columns = {
        "rule_id": "varchar",
        "severity": "varchar",
        "commitment_id": "varchar",
        "article_id": "varchar",
        "other_article_id": "varchar",
        "char_start": "bigint",
        "char_end": "bigint",
        "other_char_start": "bigint",
        "other_char_end": "bigint",
        "observed": "varchar",
        "expected": "varchar",
        "factor": "double",
        "explanation": "varchar",
        "explanation_fr": "varchar",
        "suggestion": "varchar",
    } -%}
    {%- for column, type in columns.items() %}
    {%- if absent == "all" or column in absent %}
    null::{{ type }} as {{ column }}
    {%- else %}
    {{ column }}
    {%- endif -%}
    {{ "," if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- Where the two sides of a finding stand, as columns. -#}
{% macro both_places(one, other) -%}
    {{ one }}.article_id,
        {{ other }}.article_id as other_article_id,
        {{ one }}.char_start,
        {{ one }}.char_end,
        {{ other }}.char_start as other_char_start,
        {{ other }}.char_end as other_char_end
{%- endmacro %}

{#- A payer that can be held against another: a known body, or private money in general; not a name read from the text. -#}
{% macro is_sure_payer(entity_id, name) -%}
    ({{ entity_id }} is not null or regexp_matches(lower({{ name }}), '{{ var("private_money_pattern") }}'))
{%- endmacro %}

{#- What a code is called in an explanation; the code itself where no word is known. -#}
{% macro in_words(kind, code, language="en") -%}
    coalesce(
        (
            select words.{{ language }} from {{ ref("ref_finding_words") }} as words
            where words.kind = '{{ kind }}' and words.code = {{ code }}
        ),
        {{ code }}
    )
{%- endmacro %}

{#- A number as French prints it. -#}
{% macro number_in_french(format, value) -%}
    replace(printf('{{ format }}', {{ value }}), '.', ',')
{%- endmacro %}

{#- A day as French prints it. -#}
{% macro day_in_french(day) -%}
    strftime({{ day }}, '%d/%m/%Y')
{%- endmacro %}

{#- Text with line breaks read as blanks, of the same length: a break inside a sentence is one of a fixed line width. -#}
{% macro on_one_line(text) -%}
    translate({{ text }}, chr(10) || chr(13), '  ')
{%- endmacro %}

{#- Place of a severity in an order that begins with the worst. -#}
{% macro gravity(severity) -%}
    list_position(['error', 'warn', 'info'], {{ severity }})
{%- endmacro %}

{#- One fact a commitment, however many articles repeat either side: the worst, then the earliest pair (`int_claim_pairs`). -#}
{% macro is_first_of_commitment() -%}
    row_number() over (
            partition by rule_id, commitment_id
            order by
                {{ gravity("severity") }},
                gap_days,
                published_on,
                claim_id,
                other_claim_id,
                char_start,
                other_char_start
        ) = 1
{%- endmacro %}

{#- A figure that may be a whole or a part of one: a sum of its own, as large as a commitment, and set against no other. -#}
{% macro may_be_added() -%}
    (
            not is_vague
            and modality is distinct from 'between'
            and equivalent_of_id is null
            and per is null
            and amount_usd >= {{ rule_parameter('R28', 'commitment_minimum_usd') }}
            and coalesce(role, 'other') not in (
                'comparison', 'market_size', 'forecast', 'target', 'wage', 'threshold', 'denied', 'other'
            )
        )
{%- endmacro %}

{#- Dates that changed articles state in their own words, with the language around them and the days of publication; reads
    the common table expressions `articles` and `passages`. -#}
{% macro dates_told() -%}
    select
        dates.*,
        passages.language,
        articles.published_on,
        articles.published_until_on
    from {{ changed_rows("stg_date_mentions") }} as dates
    inner join passages
        on
            dates.article_id = passages.article_id
            and dates.passage_index = passages.passage_index
    inner join articles on dates.article_id = articles.article_id
    where
        not dates.is_duplicate
        and passages.passage_kind in ('title', 'heading', 'body', 'list_item', 'summary')
{%- endmacro %}
