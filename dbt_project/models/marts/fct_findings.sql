-- Grain: one contradiction or doubt, by one rule at one place.
with

findings as (

    select * from {{ ref("int_findings") }}

),

waivers as (

    select * from {{ ref("ref_waivers") }}

),

suggestions as (

    select * from {{ ref("ref_finding_suggestions") }}

),

-- The place and the commitment name a finding: it keeps its id as long as the texts stay.
named as (

    select
        sha256(
            concat_ws(
                '|',
                rule_id,
                coalesce(article_id, ''),
                coalesce(char_start::varchar, ''),
                coalesce(other_article_id, ''),
                coalesce(other_char_start::varchar, ''),
                coalesce(commitment_id, '')
            )
        )[:16] as finding_id,
        *
    from findings
    qualify
        row_number() over (
            partition by rule_id, article_id, char_start, other_article_id, other_char_start, commitment_id
            order by {{ gravity("severity") }}, observed, expected
        ) = 1

),

judged as (

    select
        -- keys
        named.finding_id,
        named.rule_id,
        named.commitment_id,
        named.article_id,
        named.other_article_id,

        -- how bad
        named.severity,
        coalesce(waivers.judgement, 'open') as status,
        waivers.reason as status_reason,

        -- where
        named.char_start,
        named.char_end,
        named.other_char_start,
        named.other_char_end,

        -- what
        named.observed,
        named.expected,
        named.factor,
        log10(named.factor) as log10_error,
        -- "SoftBank Corp." ends the sentence with its own stop
        regexp_replace(named.explanation, '([^.])[.]{2}$', '\1.') as explanation,
        regexp_replace(named.explanation_fr, '([^.])[.]{2}$', '\1.') as explanation_fr,
        named.suggestion,
        suggestions.fr as suggestion_fr
    from named
    left join waivers on named.finding_id = waivers.finding_id
    left join suggestions on named.suggestion = suggestions.en

)

select * from judged
