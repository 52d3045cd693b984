-- One row per cue word in an article. Selects the columns of the source; no logic.
with source as (

    select * from {{ source('parsed', 'status_cues') }}

),

selected as (

    select
        cue_id,
        article_id,
        passage_index,
        sentence_index,
        char_start,
        char_end,
        surface,
        is_duplicate,
        cue_type,
        cue_code,
        level,
        weight,
        is_negated
    from source

)

select * from selected
