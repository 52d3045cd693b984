{{ config(materialized='incremental') }}
-- One row per article and sampled shingle of its running text: five words, or twelve characters where words are not
-- spaced. One hash in four is kept, the same ones in every article, so shared shingles stay shared.
with

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}
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

words as (

    select
        article_id,
        string_split(trim(body), ' ') as token_list
    from folded
    where is_spaced

),

characters as (

    select
        article_id,
        string_split(replace(body, ' ', ''), '') as token_list
    from folded
    where not is_spaced

),

-- Token by token out of the list: lists cut out of a list cost its length each time, and a window sorts all tokens.
shingles as (
    {%- for tokens, width in [("words", 5), ("characters", 12)] %}

    select
        article_id,
        unnest(list_transform(
            range(1, greatest(len(token_list) - {{ width - 1 }}, 1) + 1),
            lambda place: hash(concat_ws(
                ' '
                {%- for step in range(width) %},
                token_list[place + {{ step }}]
                {%- endfor %}
            ))
        )) as shingle
    from {{ tokens }}
    {{ "union all" if not loop.last }}
    {%- endfor %}

)

select distinct
    article_id,
    shingle
from shingles
where shingle % 4 = 0
order by article_id, shingle
