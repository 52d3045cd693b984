{{ config(materialized="incremental") }}
-- Grain: one figure and the next in the same currency, conversions and vague sums skipped, with the words around them;
-- the next of the same pace too, where a sum a year stands between two wholes.
with

countable as (

    select * from {{ changed_rows("int_money_countable") }}
    where
        equivalent_of_id is null
        and not is_vague

),

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

followed as (

    select
        money_mention_id as left_id,
        lead(money_mention_id) over reading_order as right_id,
        lead(char_start) over reading_order as right_start,
        lead(char_end) over reading_order as right_end
    from countable
    window reading_order as (partition by article_id, is_title, currency order by char_start)

    union

    select
        money_mention_id as left_id,
        lead(money_mention_id) over pace_order as right_id,
        lead(char_start) over pace_order as right_start,
        lead(char_end) over pace_order as right_end
    from countable
    window pace_order as (partition by article_id, is_title, currency, per order by char_start)

),

-- The words before, between and behind are cut out of the article at once: to find a place in it costs as much as the
-- text before it is long.
reached as (

    select
        followed.*,
        countable.article_id,
        countable.language,
        countable.char_start,
        countable.char_end,
        greatest(0, countable.char_start - {{ rule_parameter('R30', 'cue_reach_characters') }})::bigint as piece_start,
        followed.right_end + {{ rule_parameter('R30', 'tail_characters') }}::bigint as piece_end
    from followed
    inner join countable on followed.left_id = countable.money_mention_id
    where followed.right_start - countable.char_end <= {{ rule_parameter('R30', 'gap_characters') }}

),

surrounded as (

    select
        reached.*,
        substring(articles.text, reached.piece_start + 1, reached.piece_end - reached.piece_start) as piece
    from reached
    inner join articles on reached.article_id = articles.article_id

),

worded as (

    select
        -- keys
        left_id,
        right_id,
        article_id,

        -- what
        language,
        lower(left(piece, char_start - piece_start)) as lead_text,
        lower(substring(piece, char_end - piece_start + 1, right_start - char_end)) as between_text,
        lower(substring(piece, right_end - piece_start + 1)) as tail_text
    from surrounded

)

select * from worded
order by left_id, right_id
