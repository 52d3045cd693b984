{{ config(materialized='incremental') }}
-- One row per amount that an article only compares with, but that another payer, or the same one earlier, did provide.
-- It stays a claim of its own and never counts in a total.
with

roles as (

    select * from {{ changed_rows('int_amount_roles') }}
    where
        role = 'comparison'
        and passage_kind in ('body', 'list_item', 'summary')
        -- a section of comparisons states nothing
        and money_mention_id not in (
            select shapes.money_mention_id from {{ changed_rows('int_amount_shapes') }} as shapes
            where shapes.shape = 'compared'
        )

),

amounts as (

    select * from {{ changed_rows('int_money_resolved') }}

),

cues as (

    select * from {{ changed_rows('int_amount_cues') }}
    where cue_type = 'status' and not is_negated and gap <= 30 and cue_code = 'committed'

),

main_governments as (

    select * from {{ changed_rows('int_article_governments') }}
    where rank = 1

),

foreign_payers as (

    select
        money_mention_id,
        government_id as payer_entity_id,
        government_name as payer_name
    from {{ changed_rows('int_foreign_amounts') }}

),

past_payers as (

    select
        roles.money_mention_id,
        main_governments.government_id as payer_entity_id,
        main_governments.government_name as payer_name,
        cues.cue_surface,
        cues.cue_start,
        cues.cue_end,
        cues.cue_code,
        cues.level
    from roles
    inner join cues on roles.money_mention_id = cues.money_mention_id
    inner join main_governments on roles.article_id = main_governments.article_id
    where cues.amounts_between = 0
    qualify row_number() over (partition by roles.money_mention_id order by cues.gap, cues.cue_start) = 1

),

-- "Les 252 milliards précédents": the same payer's sum of before, named right behind the figure.
former_sums as (

    select distinct
        roles.money_mention_id,
        main_governments.government_id as payer_entity_id,
        main_governments.government_name as payer_name
    from roles
    inner join {{ changed_rows('int_amount_cues') }} as past_cues on roles.money_mention_id = past_cues.money_mention_id
    inner join main_governments on roles.article_id = main_governments.article_id
    where past_cues.cue_type = 'past' and past_cues.side = 'after' and past_cues.gap <= 2

),

stated as (

    select
        roles.article_id || '-k' || roles.char_start as claim_id,
        roles.article_id,
        roles.money_mention_id,
        roles.passage_index,
        roles.sentence_index,
        roles.char_start,
        roles.char_end,
        amounts.amount_min,
        amounts.amount_max,
        amounts.currency,
        amounts.printed_precision,
        amounts.modality,
        coalesce(
            foreign_payers.payer_entity_id, past_payers.payer_entity_id, former_sums.payer_entity_id
        ) as payer_entity_id,
        coalesce(foreign_payers.payer_name, past_payers.payer_name, former_sums.payer_name) as payer_name,
        coalesce(past_payers.cue_code, 'unknown') as status,
        past_payers.level as status_level,
        past_payers.cue_surface as status_cue,
        past_payers.cue_start as status_cue_start,
        past_payers.cue_end as status_cue_end
    from roles
    inner join amounts on roles.money_mention_id = amounts.money_mention_id
    left join foreign_payers on roles.money_mention_id = foreign_payers.money_mention_id
    left join past_payers on roles.money_mention_id = past_payers.money_mention_id
    left join former_sums on roles.money_mention_id = former_sums.money_mention_id
    where
        foreign_payers.money_mention_id is not null
        or past_payers.money_mention_id is not null
        or former_sums.money_mention_id is not null

)

select * from stated
order by claim_id
