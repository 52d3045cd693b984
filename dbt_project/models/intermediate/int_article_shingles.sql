-- One row per article and sampled shingle of its running text: five words, or twelve characters where words are not
-- spaced. One hash in four is kept, the same ones in every article, so shared shingles stay shared.
{%- set words, characters = 5, 12 %}
with

sentences as (

    select * from {{ ref('int_sentences_cut') }}
    where passage_kind in ('body', 'list_item', 'summary')

),

folded as (

    select
        article_id,
        language,
        language not in ('ja', 'zh', 'ko', 'th') as is_spaced,
        lower(regexp_replace(string_agg(sentence_text, ' ' order by sentence_index), '[^\pL\pN]+', ' ', 'g')) as body
    from sentences
    group by article_id, language

),

tokens as (

    select
        article_id,
        language,
        is_spaced,
        case when is_spaced then string_split(trim(body), ' ') else string_split(replace(body, ' ', ''), '') end
            as token_list
    from folded

),

-- One row a token: lists cut out of a list cost its length each time.
spread as (

    select
        article_id,
        language,
        is_spaced,
        len(token_list) as token_count,
        unnest(token_list) as token,
        unnest(range(1, len(token_list) + 1)) as place
    from tokens

),

shingles as (

    select
        article_id,
        place <= greatest(token_count - if(is_spaced, {{ words }}, {{ characters }}) + 1, 1) as is_whole,
        hash(case
            {%- for condition, width in [("is_spaced", words), ("not is_spaced", characters)] %}
            when {{ condition }}
                then token
                    {%- for step in range(1, width) %}
                    || coalesce(' ' || lead(token, {{ step }}) over following, '')
                    {%- endfor %}
            {%- endfor %}
        end) as shingle
    from spread
    window following as (partition by article_id, language order by place)

)

select distinct
    article_id,
    shingle
from shingles
where is_whole and shingle % 4 = 0
order by article_id, shingle
