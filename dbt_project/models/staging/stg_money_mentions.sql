-- One row per amount of money in an article. Selects the columns of the source; no logic.
with source as (

    select * from {{ source('parsed', 'money_mentions') }}

),

selected as (

    select
        money_mention_id,
        article_id,
        passage_index,
        sentence_index,
        char_start,
        char_end,
        surface,
        is_duplicate,
        number_text,
        scale_word,
        scale_system,
        amount_min,
        amount_max,
        printed_precision,
        currency,
        currency_surface,
        currency_basis,
        currency_confidence,
        modality,
        modality_cue,
        cue_start,
        cue_end,
        per,
        is_vague,
        is_ambiguous,
        equivalent_of_id,
        equivalent_connector
    from source

)

select * from selected
