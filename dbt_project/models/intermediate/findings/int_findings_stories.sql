-- Two articles on one story (they share a commitment) whose remaining parts do not fit. R04: a part that each gives
-- differently. R08: one sum that is signed here and only considered in a later report. R23: one sum that a public body
-- pays here and private money there.
with

claims as (

    select * from {{ ref("int_claims_comparable") }}
    where
        claim_basis = 'stated'
        and amount_max > 0
        and not is_call

),

money as (

    select * from {{ ref("int_money_resolved") }}

),

sums as (

    select distinct
        article_id,
        currency,
        amount_max
    from money
    where not is_duplicate

),

unmatched as (

    select * from {{ ref("int_claims_unmatched") }}

),

pairs as (

    select
        earlier.commitment_id,
        {{ both_places('earlier', 'later') }},
        earlier.money_mention_id,
        later.money_mention_id as other_money_mention_id,
        earlier.payer_name,
        later.payer_name as other_payer_name,
        earlier.payer_name_fr,
        later.payer_name_fr as other_payer_name_fr,
        earlier.payer_entity_id,
        later.payer_entity_id as other_payer_entity_id,
        earlier.status_cue_start,
        earlier.status_cue_end,
        later.status_cue_start as other_status_cue_start,
        later.status_cue_end as other_status_cue_end,
        earlier.language = later.language as is_one_language,
        abs(later.published_on - earlier.published_on) as gap_days,
        earlier.amount_max,
        later.amount_max as other_amount_max,
        earlier.currency,
        unmatched.ratio,
        unmatched.is_differing,
        unmatched.is_handed_over,
        unmatched.is_stepping_back,
        earlier.status,
        later.status as other_status,
        earlier.published_on,
        later.published_on as other_published_on
    from unmatched
    inner join claims as earlier on unmatched.claim_id = earlier.claim_id
    inner join claims as later on unmatched.other_claim_id = later.claim_id

),

differing as (

    select
        'R04' as rule_id,
        'warn' as severity,
        pairs.*,
        first_money.surface as observed,
        second_money.surface as expected,
        ratio as factor,
        printf(
            '%s in one article, %s in another for what seems the same part: a factor of %.3g.',
            first_money.surface,
            second_money.surface,
            ratio
        )
            as explanation,
        printf(
            '%s dans un article, %s dans un autre pour ce qui semble la même part : facteur %.3g.',
            first_money.surface,
            second_money.surface,
            ratio
        )
            as explanation_fr,
        'Compare with the total: one of the two restores the sum.' as suggestion
    from pairs
    inner join money as first_money on pairs.money_mention_id = first_money.money_mention_id
    inner join money as second_money on pairs.other_money_mention_id = second_money.money_mention_id
    left join sums as first_has
        on
            pairs.article_id = first_has.article_id
            and pairs.currency = first_has.currency
            and pairs.other_amount_max = first_has.amount_max
    left join sums as second_has
        on
            pairs.other_article_id = second_has.article_id
            and pairs.currency = second_has.currency
            and pairs.amount_max = second_has.amount_max
    where
        pairs.is_differing
        and first_has.article_id is null
        and second_has.article_id is null
        and not exists (
            select 1 from {{ ref("int_amount_cues") }} as update_cues
            where
                update_cues.money_mention_id = pairs.other_money_mention_id
                and update_cues.cue_type in ('update', 'other_claim')
                and update_cues.gap <= {{ rule_parameter('R04', 'update_gap_characters') }}
        )

),

-- What is said of the sum, not the sum, is what differs.
spoken_of as (

    select
        pairs.* replace (
            coalesce(status_cue_start, char_start) as char_start,
            coalesce(status_cue_end, char_end) as char_end,
            coalesce(other_status_cue_start, other_char_start) as other_char_start,
            coalesce(other_status_cue_end, other_char_end) as other_char_end
        )
    from pairs

),

handed_over as (

    select
        'R23' as rule_id,
        'warn' as severity,
        spoken_of.*,
        coalesce(payer_name, 'nobody named') as observed,
        coalesce(other_payer_name, 'nobody named') as expected,
        null::double as factor,
        printf(
            'The same sum is paid by %s in one article and by %s in another.',
            coalesce(payer_name, 'nobody named'),
            coalesce(other_payer_name, 'nobody named')
        )
            as explanation,
        printf(
            'La même somme est payée par %s dans un article, par %s dans un autre.',
            coalesce(payer_name_fr, 'personne'),
            coalesce(other_payer_name_fr, 'personne')
        )
            as explanation_fr,
        'Check who signs: drawing in private money is not giving public money.' as suggestion
    from spoken_of
    where
        is_handed_over
        and {{ is_sure_payer("payer_entity_id", "payer_name") }}
        and {{ is_sure_payer("other_payer_entity_id", "other_payer_name") }}

),

-- Signed in one article, still negotiated in a later one.
stepping_back as (

    select
        'R08' as rule_id,
        'warn' as severity,
        spoken_of.*,
        status as observed,
        other_status as expected,
        null::double as factor,
        printf(
            '%s on %s, then %s on %s: the commitment goes back.',
            {{ in_words("stage", "status") }},
            published_on::varchar,
            {{ in_words("stage", "other_status") }},
            other_published_on::varchar
        )
            as explanation,
        printf(
            '%s le %s, %s le %s : l''engagement recule.',
            {{ in_words("stage", "status", "fr") }},
            {{ day_in_french("published_on") }},
            {{ in_words("stage", "other_status", "fr") }},
            {{ day_in_french("other_published_on") }}
        )
            as explanation_fr,
        'Take the lower stage until a dated source confirms the higher one.' as suggestion
    from spoken_of
    where is_stepping_back and other_published_on > published_on

),

reported as (

    select * from differing
    union all
    select * from handed_over
    union all
    select * from stepping_back

),

-- One fact, however many articles stand on either side: the nearest pair.
findings as (

    select *
    from (
        select * from reported
        qualify
            row_number() over (
                partition by rule_id, other_money_mention_id
                order by is_one_language desc, gap_days asc, ratio asc, article_id asc, char_start asc
            ) = 1
    )
    qualify
        row_number() over (
            partition by rule_id, money_mention_id
            order by is_one_language desc, gap_days asc, ratio asc, other_article_id asc, other_char_start asc
        ) = 1

)

select
    {{ finding_columns() }}
from findings
order by rule_id, article_id, char_start
