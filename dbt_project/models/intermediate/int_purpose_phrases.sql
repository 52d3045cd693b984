{{ config(materialized='incremental') }}
-- One row per claim and phrase that may be its purpose, with its weight. It stands behind the figure ("... to build
-- ports", 円を港湾に投じる), before it (港湾に...円), or names the plan that the figure completes ("a ports programme of ...").
with

pieces as (

    select * from {{ changed_rows('int_purpose_texts') }}

),

markers as (

    select * from {{ ref('ref_purpose_markers') }}

),

-- In small letters once, not for every marker.
behind as (

    select
        *,
        lower(piece) as folded_piece
    from pieces
    where side = 'after' and not is_eastern

),

found as (

    select
        behind.* exclude (folded_piece),
        markers.form,
        markers.weight,
        unnest(list_distinct([
            strpos(behind.folded_piece, ' ' || markers.form),
            -- the form once more, when its first place leads nowhere
            strpos(behind.folded_piece, ' ' || markers.form)
            + strpos(
                substring(behind.folded_piece, strpos(behind.folded_piece, ' ' || markers.form) + 1),
                ' ' || markers.form
            )
        ])) as place
    from behind
    inner join markers on behind.language = markers.language
    where markers.marker_type = 'opens' and contains(behind.folded_piece, ' ' || markers.form)

),

phrases as (

    select
        *,
        regexp_extract(substring(piece, place + 1 + length(form)), '{{ var("phrase_pattern") }}', 1) as phrase,
        piece_start + place as place_rank,
        piece_start + place + length(form) - 1 as purpose_start,
        regexp_matches(
            substring(
                sentence_text,
                figure_end - sentence_start + 1,
                piece_start + place - figure_end
            ),
            '{{ var("pause_pattern") }}'
        ) as is_behind_pause
    from found
    union all by name
    select
        *,
        {{ claim_parameter('purpose_eastern') }} as weight,
        case side
            when 'after' then regexp_extract(piece, '{{ var("eastern_purpose_behind_pattern") }}', 1)
            else regexp_extract(piece, '{{ var("eastern_purpose_before_pattern") }}', 1)
        end as phrase,
        case side when 'after' then piece_start else -piece_start end as place_rank
    from pieces
    where is_eastern
    union all by name
    select
        *,
        {{ claim_parameter('purpose_named') }} as weight,
        regexp_extract(piece, '{{ var("named_plan_pattern") }}', 1) as phrase,
        -piece_start as place_rank,
        true as is_named_plan
    from pieces
    where side = 'before' and not is_eastern

)

select
    claim_id,
    article_id,
    figure_start,
    is_chosen,
    side,
    language,
    is_eastern,
    is_headline,
    form,
    weight,
    phrase,
    place_rank,
    purpose_start,
    coalesce(is_behind_pause, false) as is_behind_pause,
    coalesce(is_named_plan, false) as is_named_plan
from phrases
order by claim_id, figure_start, side, place_rank, form, phrase
