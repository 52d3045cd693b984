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
        -- what parts two words becomes a blank, unless it is one
        lower(regexp_replace(
            string_agg(sentence_text, ' ' order by sentence_index), '[^\pL\pN ][^\pL\pN]*| [^\pL\pN]+', ' ', 'g'
        )) as body
    from sentences
    group by article_id, language

),

-- What shingles are made of, a blank between each: words, or characters.
bodies as (

    select
        article_id,
        case when is_spaced then {{ words }} else {{ characters }} end as width,
        case
            when is_spaced then trim(body) else array_to_string(string_split(replace(body, ' ', ''), ''), ' ')
        end as body
    from folded

),

-- A pattern cuts shingles that do not overlap: as many passes, each from the next word or character, cut all of them.
shingles as (
    {%- for width in [words, characters] %}
    {%- for step in range(width) %}

    select
        article_id,
        unnest(regexp_extract_all(
            regexp_replace(body, '^(?:[^ ]+ ){ {{- step -}} }', ''), '[^ ]+(?: [^ ]+){ {{- width - 1 -}} }'
        )) as shingle
    from bodies
    where width = {{ width }}
    union all
    {%- endfor %}
    {%- endfor %}

    -- a body that is too short for one is a shingle as it is
    select
        article_id,
        body as shingle
    from bodies
    where len(string_split(body, ' ')) < width

)

select distinct
    article_id,
    hash(shingle) as shingle
from shingles
where hash(shingle) % 4 = 0
order by article_id, shingle
