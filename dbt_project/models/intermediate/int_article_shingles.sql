-- One row per article and sampled shingle of its running text: five words, or twelve characters where words are not
-- spaced. One hash in four is kept, the same ones in every article, so shared shingles stay shared.
with

sentences as (

    select * from {{ ref('int_sentences_cut') }}
    where passage_kind in ('body', 'list_item', 'summary')

),

folded as (

    select
        article_id,
        language,
        lower(regexp_replace(string_agg(sentence_text, ' ' order by sentence_index), '[^\pL\pN]+', ' ', 'g')) as body
    from sentences
    group by article_id, language

),

tokens as (

    select
        article_id,
        case
            when language in ('ja', 'zh', 'ko', 'th') then string_split(replace(body, ' ', ''), '')
            else string_split(trim(body), ' ')
        end as token_list,
        case when language in ('ja', 'zh', 'ko', 'th') then 12 else 5 end as width
    from folded

),

shingles as (

    select
        article_id,
        unnest(list_transform(
            range(1, greatest(len(token_list) - width + 2, 2)),
            lambda i: hash(array_to_string(token_list[i:i + width - 1], ' '))
        )) as shingle
    from tokens

)

select distinct
    article_id,
    shingle
from shingles
where shingle % 4 = 0
order by article_id, shingle
