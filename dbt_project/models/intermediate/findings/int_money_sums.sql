{{ config(materialized="incremental") }}
-- Grain: two or three figures of an article that add up to another figure of it.
with

money as (

    select * from {{ changed_rows("int_money_countable") }}
    where {{ may_be_added() }}

),

body as (

    select * from money
    where not is_title

),

claim_mentions as (

    select
        claim_mentions.money_mention_id,
        claim_mentions.claim_id,
        claims.payer_name,
        coalesce(claims.status in ('cancelled', 'rejected'), false) as is_given_up
    from {{ changed_rows("int_claim_mentions") }} as claim_mentions
    inner join {{ changed_rows("int_claims") }} as claims on claim_mentions.claim_id = claims.claim_id

),

-- What may be a part, and where the last part told with it may begin: a parameter in the condition of a join would be
-- looked up for each pair.
addends as (

    select
        body.article_id,
        body.currency,
        body.money_mention_id,
        body.char_start,
        body.char_end,
        body.surface,
        body.amount_max,
        claim_mentions.claim_id,
        claim_mentions.payer_name,
        coalesce(claim_mentions.is_given_up, false) as is_given_up,
        body.char_start + {{ rule_parameter('R24', 'reach_characters') }} as reach_end
    from body
    left join claim_mentions on body.money_mention_id = claim_mentions.money_mention_id

),

pairs as (

    select
        first_part.article_id,
        first_part.currency,
        first_part.char_start as first_start,
        first_part.char_end as first_end,
        first_part.amount_max as first_amount,
        first_part.reach_end,
        second_part.char_start as last_start,
        first_part.surface || ' + ' || second_part.surface as parts_text,
        first_part.amount_max + second_part.amount_max as parts_sum,
        greatest(first_part.amount_max, second_part.amount_max) as largest_part,
        first_part.amount_max = second_part.amount_max as is_repeated,
        coalesce(first_part.claim_id != second_part.claim_id, false) as is_two_claims,
        first_part.payer_name,
        first_part.is_given_up or second_part.is_given_up as has_given_up,
        coalesce(first_part.payer_name = second_part.payer_name, false) as is_one_payer,
        2 as part_count
    from addends as first_part
    inner join addends as second_part
        on
            first_part.article_id = second_part.article_id
            and first_part.currency = second_part.currency
            and first_part.char_start < second_part.char_start
            and first_part.reach_end >= second_part.char_start

),

triples as (

    select
        pairs.article_id,
        pairs.currency,
        pairs.first_start,
        pairs.first_end,
        pairs.first_amount,
        pairs.reach_end,
        third_part.char_start as last_start,
        pairs.parts_text || ' + ' || third_part.surface as parts_text,
        pairs.parts_sum + third_part.amount_max as parts_sum,
        greatest(pairs.largest_part, third_part.amount_max) as largest_part,
        pairs.is_repeated,
        pairs.is_two_claims,
        pairs.payer_name,
        pairs.has_given_up or third_part.is_given_up as has_given_up,
        pairs.is_one_payer and coalesce(pairs.payer_name = third_part.payer_name, false) as is_one_payer,
        3 as part_count
    from pairs
    inner join addends as third_part
        on
            pairs.article_id = third_part.article_id
            and not pairs.is_repeated
            and third_part.amount_max not in (pairs.largest_part, pairs.parts_sum - pairs.largest_part)
            and pairs.currency = third_part.currency
            and pairs.last_start < third_part.char_start
            and pairs.reach_end >= third_part.char_start

),

combinations as (

    select * from pairs
    union all
    select * from triples

),

adding_up as (

    select
        -- keys
        combinations.article_id,
        wholes.money_mention_id as whole_id,

        -- the whole
        combinations.currency,
        wholes.char_start as whole_start,
        wholes.char_end as whole_end,
        wholes.surface as whole_surface,
        wholes.amount_max as whole_amount,

        -- its parts
        combinations.part_count,
        combinations.parts_text,
        combinations.parts_sum,
        combinations.largest_part,
        combinations.is_one_payer,
        combinations.has_given_up,
        combinations.first_start,
        combinations.first_end,
        combinations.first_amount,
        combinations.last_start
    from combinations
    inner join money as wholes
        on
            combinations.article_id = wholes.article_id
            and combinations.currency = wholes.currency
            and abs(combinations.parts_sum::double / wholes.amount_max::double - 1)
            <= {{ rule_parameter('R24', 'slack_ratio') }}
            and combinations.largest_part < wholes.amount_max
            -- twice the same figure is a chance, or a repeat, unless the whole was told first
            and (
                not combinations.is_repeated
                or (combinations.is_two_claims and (wholes.is_title or combinations.first_start > wholes.char_start))
            )
            and (
                wholes.is_title
                or abs(wholes.char_start - combinations.first_start) <= {{ rule_parameter('R24', 'reach_characters') }}
            )

)

select * from adding_up
order by article_id, whole_start, first_start, parts_text
