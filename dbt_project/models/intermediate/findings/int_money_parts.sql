{{ config(materialized="incremental") }}
-- Grain: one figure and another of its currency and article of which the words say that it is a part: "of which 430
-- million", "takes 72 million of that", "5 million of the 20", "of the state's aid, 430 million".
with

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

neighbours as (

    select * from {{ changed_rows("int_money_neighbours") }}

),

body as (

    select * from {{ changed_rows("int_money_countable") }}
    where
        not is_title
        and not is_vague
        and equivalent_of_id is null

),

part_cues as (

    select * from {{ ref("ref_part_cues") }}

),

told_behind as (

    select
        neighbours.left_id as whole_id,
        neighbours.right_id as part_id
    from neighbours
    inner join body as parts on neighbours.right_id = parts.money_mention_id
    inner join articles on parts.article_id = articles.article_id
    inner join part_cues
        on
            parts.language = part_cues.language
            and part_cues.place = 'tail'
            and matches_pattern(
                lower(
                    substring(articles.text, parts.char_end + 1, {{ rule_parameter('R10', 'tail_characters') }}::bigint)
                ),
                part_cues.pattern
            )

),

told as (

    select distinct
        case when part_cues.place = 'toward' then neighbours.right_id else neighbours.left_id end as whole_id,
        case when part_cues.place = 'toward' then neighbours.left_id else neighbours.right_id end as part_id
    from neighbours
    inner join part_cues
        on
            neighbours.language = part_cues.language
            and (
                -- the cue and the part stand in one sentence
                (
                    part_cues.place = 'between'
                    and matches_pattern(neighbours.between_text, '(' || part_cues.pattern || ')[^.;。]*$')
                )
                or (part_cues.place = 'toward' and matches_pattern(neighbours.between_text, part_cues.pattern))
                or (part_cues.place = 'lead' and matches_pattern(neighbours.lead_text, part_cues.pattern))
            )
    inner join body as lefts on neighbours.left_id = lefts.money_mention_id
    inner join body as rights on neighbours.right_id = rights.money_mention_id
    -- "a loan of 60 million for the hall, whose repair is put at 75": what the hall costs is no part of the loan
    where
        not exists (
            select 1 from part_cues as apart_cues
            where
                apart_cues.language = neighbours.language
                and apart_cues.place = 'apart'
                and matches_pattern(neighbours.between_text, apart_cues.pattern)
        )
        -- "asked about the 5 billion, he said no. A rival project of 7 billion": another sentence tells another sum
        and (part_cues.place != 'lead' or lefts.sentence_index is not distinct from rights.sentence_index)
        -- "12 million of that and the agency 4 million": the words belong to the figure before them
        and (part_cues.place != 'between' or neighbours.left_id not in (select told_behind.part_id from told_behind))

),

opened as (

    select
        body.*,
        lower(
            substring(articles.text, body.sentence_start + 1, body.char_start - body.sentence_start)
        ) as opening_text
    from body
    inner join articles on body.article_id = articles.article_id

),

-- "Of the state's aid, 430 million": the whole is the figure that carries the same owner's name. To cut the name
-- out has the pattern compiled for each text, so only the few that match come to it.
owned as (

    select
        opened.*,
        case
            when matches_pattern(opened.opening_text, part_cues.pattern)
                then regexp_extract(opened.opening_text, part_cues.pattern, 1)
        end as owner
    from opened
    inner join part_cues
        on
            opened.language = part_cues.language
            and part_cues.place = 'owner'

),

owned_parts as (

    select
        wholes.money_mention_id as whole_id,
        owned.money_mention_id as part_id,
        owned.article_id
    from owned
    inner join articles on owned.article_id = articles.article_id
    inner join body as wholes
        on
            owned.article_id = wholes.article_id
            and owned.currency = wholes.currency
            and owned.char_start > wholes.char_start
            and length(owned.owner) > 2
            and contains(
                lower(
                    substring(
                        articles.text,
                        wholes.char_end + 1,
                        {{ rule_parameter('R10', 'owner_reach_characters') }}::bigint
                    )
                ),
                owned.owner
            )
    qualify row_number() over (partition by owned.money_mention_id order by wholes.char_start desc) = 1

),

-- "1 billion, 20 million of it this year. Of the total, 300 million": the sum before that is too small is not meant
-- where its passage tells a larger one, nor, from another passage, where the article does.
fitting as (

    select
        any_told.whole_id,
        any_told.part_id,
        wholes.article_id
    from (
        select * from told
        union
        select * from told_behind
    ) as any_told
    inner join body as wholes on any_told.whole_id = wholes.money_mention_id
    inner join body as parts on any_told.part_id = parts.money_mention_id
    where
        parts.amount_max <= wholes.amount_max
        or not exists (
            select 1 from body as larger
            where
                larger.article_id = wholes.article_id
                and (larger.passage_index = wholes.passage_index or wholes.passage_index != parts.passage_index)
                and larger.currency = wholes.currency
                and larger.char_start < wholes.char_start
                and larger.amount_max >= parts.amount_max
        )

),

parts as (

    select * from fitting
    union
    select * from owned_parts

)

select
    whole_id,
    part_id,
    article_id
from parts
order by whole_id, part_id
