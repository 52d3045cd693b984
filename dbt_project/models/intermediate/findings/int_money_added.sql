{{ config(materialized="incremental") }}
-- Grain: a figure, a whole and a part before it in its sentence, which says that they are added: "add the bank's 28
-- billion to the programme of 46, and it will cost 74".
with

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

sentence_sums as (

    select * from {{ changed_rows("int_money_countable") }}
    where
        not is_vague
        and not is_title
        and equivalent_of_id is null
        and per is null

),

pairs as (

    select
        wholes.article_id,
        wholes.sentence_index,
        wholes.currency,
        wholes.surface as whole_surface,
        wholes.amount_max as whole_amount,
        wholes.char_start as whole_start,
        parts.surface as part_surface,
        parts.amount_max as part_amount,
        parts.char_start as part_start,
        parts.char_end as part_end,
        wholes.amount_max + parts.amount_max as total_amount,
        greatest(wholes.char_start, parts.char_start) as last_start
    from sentence_sums as wholes
    inner join sentence_sums as parts
        on
            wholes.article_id = parts.article_id
            and wholes.sentence_index = parts.sentence_index
            and wholes.currency = parts.currency
            and wholes.amount_max > parts.amount_max

),

totalled as (

    select
        pairs.*,
        totals.money_mention_id as total_id,
        totals.language,
        totals.surface as total_surface,
        totals.char_start as total_start,
        totals.char_end as total_end,
        lower(
            {{ on_one_line(
                "substring(articles.text, totals.sentence_start + 1, totals.char_start - totals.sentence_start)"
            ) }}
        ) as lead_text
    from pairs
    inner join sentence_sums as totals
        on
            pairs.article_id = totals.article_id
            and pairs.sentence_index = totals.sentence_index
            and pairs.currency = totals.currency
            and pairs.total_amount = totals.amount_max
            and pairs.last_start < totals.char_start
    inner join articles on pairs.article_id = articles.article_id

),

added as (

    select * exclude (sentence_index, total_amount, last_start, language, lead_text)
    from totalled
    where
        exists (
            select 1 from {{ ref("ref_total_cues") }} as total_cues
            where
                total_cues.language = totalled.language
                and total_cues.place = 'added'
                and matches_pattern(totalled.lead_text, total_cues.pattern)
        )

)

select * from added
order by total_id, part_start, whole_start
