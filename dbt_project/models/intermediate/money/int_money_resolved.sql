{{ config(materialized="incremental") }}
-- Grain: one amount of money in an article, with the magnitude that the evidence supports. A figure that is not
-- ambiguous keeps what is written, whatever other figures say.
with

mentions as (

    select * from {{ changed_rows("stg_money_mentions") }}

),

posteriors as (

    select * from {{ changed_rows("int_scale_posteriors") }}

),

passages as (

    select * from {{ changed_rows("stg_passages") }}

),

chosen as (

    select
        posteriors.*,
        defaults.amount as default_amount
    from posteriors
    left join posteriors as defaults
        on
            posteriors.money_mention_id = defaults.money_mention_id
            and defaults.is_default
    where posteriors.is_chosen

),

-- How the chosen reading compares with the one that the parser wrote down; 1 for almost every figure.
compared as (

    select
        mentions.* exclude (amount_min, amount_max, printed_precision),
        mentions.amount_min as written_min,
        mentions.amount_max as written_max,
        mentions.printed_precision as written_precision,
        passages.passage_kind,
        passages.language,
        chosen.reading as scale_reading,
        chosen.amount as chosen_amount,
        coalesce(chosen.probability, 1.0) as scale_probability,
        coalesce(chosen.has_direct_evidence, true) as has_scale_evidence,
        chosen.evidence_kinds as scale_evidence,
        coalesce(chosen.amount::double / nullif(chosen.default_amount, 0)::double, 1.0) as factor
    from mentions
    left join chosen on mentions.money_mention_id = chosen.money_mention_id
    left join passages
        on
            mentions.article_id = passages.article_id
            and mentions.passage_index = passages.passage_index

),

resolved as (

    select
        * exclude (chosen_amount, factor, written_min, written_max, written_precision),
        case
            when factor = 1.0 then written_min
            when written_min = written_max then chosen_amount
            else (written_min::double * factor)::decimal(38, 2)
        end as amount_min,
        case
            when factor = 1.0 then written_max
            when written_min = written_max then chosen_amount
            else (written_max::double * factor)::decimal(38, 2)
        end as amount_max,
        (written_precision + round(log10(factor)))::bigint as printed_precision
    from compared

)

select * from resolved
order by article_id, char_start, money_mention_id
