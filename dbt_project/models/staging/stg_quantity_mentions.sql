-- One row per number, percentage or quantity in an article. Selects the columns of the source; no logic.
with source as (

    select * from {{ source('parsed', 'quantity_mentions') }}

),

selected as (

    select
        quantity_mention_id,
        article_id,
        passage_index,
        sentence_index,
        char_start,
        char_end,
        surface,
        is_duplicate,
        quantity_kind,
        value_min,
        value_max,
        unit,
        modality,
        modality_cue,
        cue_start,
        cue_end
    from source

)

select * from selected
