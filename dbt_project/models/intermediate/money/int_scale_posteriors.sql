-- Grain: one possible reading of one ambiguous figure, with its probability after the evidence. Two passes: what was
-- decided in the first lends its weight to the same word with the same currency in the same article.
with

candidates as (

    select * from {{ ref("int_scale_candidates") }}

),

evidence as (

    select * from {{ ref("int_scale_evidence") }}

),

-- Each kind counts once, or up to its cap.
by_kind as (

    select
        money_mention_id,
        reading,
        evidence_kind,
        case when any_value(cap) < 0 then max(log_odds) else least(sum(log_odds), any_value(cap)) end as log_odds
    from evidence
    group by money_mention_id, reading, evidence_kind

),

summed as (

    select
        money_mention_id,
        reading,
        sum(log_odds) as log_odds,
        bool_or(evidence_kind in ('cjk_comention', 'stated_equivalent_fits', 'restated_in_article'))
            as has_direct_evidence,
        bool_or(evidence_kind = 'exceeds_world_product') as is_impossible,
        string_agg(evidence_kind, ', ' order by evidence_kind) as evidence_kinds
    from by_kind
    group by money_mention_id, reading

),

first_scores as (

    select
        candidates.*,
        ln(greatest(candidates.prior, 1e-6)) + coalesce(summed.log_odds, 0) as score,
        coalesce(summed.has_direct_evidence, false)
        or count(*) filter (where not coalesce(summed.is_impossible, false)) over (
            partition by candidates.money_mention_id
        ) = 1 as has_direct_evidence,
        summed.evidence_kinds
    from candidates
    left join summed
        on
            candidates.money_mention_id = summed.money_mention_id
            and candidates.reading = summed.reading

),

first_pass as (

    select
        *,
        exp(score - best_score) / sum(exp(score - best_score)) over (partition by money_mention_id) as probability
    from (
        select
            *,
            max(score) over (partition by money_mention_id) as best_score
        from first_scores
    )

),

decided_words as (

    select distinct
        article_id,
        rtrim(scale_word, 's') as word,
        currency,
        reading
    from first_pass
    where
        probability >= {{ rule_parameter('R03', 'posterior_minimum') }}
        and has_direct_evidence
        and scale_word is not null

),

-- Rounded, as a last digit that depends on the order of the rows would mark the article as changed.
second_scores as (

    select
        first_pass.* exclude (score, best_score, probability),
        round(
            first_pass.score
            + case
                when decided_words.reading is not null and not first_pass.has_direct_evidence
                    then {{ scale_weight('same_word_decided') }}
                else 0
            end, 6
        ) as score,
        decided_words.reading is not null as has_decided_word
    from first_pass
    left join decided_words
        on
            first_pass.article_id = decided_words.article_id
            and rtrim(first_pass.scale_word, 's') = decided_words.word
            and first_pass.currency = decided_words.currency
            and first_pass.reading = decided_words.reading

),

second_pass as (

    select
        *,
        round(
            exp(score - best_score) / sum(exp(score - best_score)) over (partition by money_mention_id), 6
        ) as probability
    from (
        select
            *,
            max(score) over (partition by money_mention_id) as best_score
        from second_scores
    )

),

ranked as (

    select
        -- keys
        money_mention_id,
        article_id,
        reading,

        -- how much
        amount,
        prior,
        score,
        probability,

        -- what
        is_default,
        has_direct_evidence,
        has_decided_word,
        evidence_kinds,
        row_number() over (partition by money_mention_id order by score desc, is_default desc, reading asc)
        = 1 as is_chosen
    from second_pass

)

select * from ranked
order by money_mention_id, reading
