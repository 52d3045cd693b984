-- Grain: one figure and the next in the same currency, conversions and vague sums skipped, with the words around them;
-- the next of the same pace too, where a sum a year stands between two wholes.
with

countable as (

    select * from {{ ref("int_money_countable") }}
    where
        equivalent_of_id is null
        and not is_vague

),

articles as (

    select * from {{ ref("stg_articles") }}

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

worded as (

    select
        -- keys
        followed.left_id,
        followed.right_id,
        countable.article_id,

        -- what
        countable.language,
        lower(
            substring(
                articles.text,
                greatest(1, countable.char_start - {{ rule_parameter('R30', 'cue_reach_characters') }} + 1)::bigint,
                least(countable.char_start, {{ rule_parameter('R30', 'cue_reach_characters') }})::bigint
            )
        ) as lead_text,
        lower(
            substring(articles.text, countable.char_end + 1, followed.right_start - countable.char_end)
        ) as between_text,
        lower(
            substring(
                articles.text, followed.right_end + 1, {{ rule_parameter('R30', 'tail_characters') }}::bigint
            )
        ) as tail_text
    from followed
    inner join countable on followed.left_id = countable.money_mention_id
    inner join articles on countable.article_id = articles.article_id
    where followed.right_start - countable.char_end <= {{ rule_parameter('R30', 'gap_characters') }}

)

select * from worded
order by left_id, right_id
