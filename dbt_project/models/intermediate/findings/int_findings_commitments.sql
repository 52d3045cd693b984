-- What the claims of one commitment say differently, but for its sum. R08: stages. R11: pace. R12: horizons.
-- R18: reports long apart. R23: payers.
with

pairs as (

    select * from {{ ref("int_claim_pairs") }}

),

money as (

    select * from {{ ref("int_money_resolved") }}

),

stages as (

    select
        'R08' as rule_id,
        'warn' as severity,
        * exclude (char_start, char_end, other_char_start, other_char_end),
        coalesce(status_cue_start, char_start) as char_start,
        coalesce(status_cue_end, char_end) as char_end,
        coalesce(other_status_cue_start, other_char_start) as other_char_start,
        coalesce(other_status_cue_end, other_char_end) as other_char_end,
        status as observed,
        other_status as expected,
        null::double as factor,
        case
            when other_status_level < status_level
                then printf(
                        '%s on %s, then %s on %s: the commitment goes back.',
                        {{ in_words("stage", "status") }},
                        published_on::varchar,
                        {{ in_words("stage", "other_status") }},
                        other_published_on::varchar
                    )
            else printf(
                    '%s on %s and %s %d days later: one of the two overstates.',
                    {{ in_words("stage", "status") }},
                    published_on::varchar,
                    {{ in_words("stage", "other_status") }},
                    gap_days
                )
        end as explanation,
        printf(
            '%s le %s, %s le %s : %s.',
            {{ in_words("stage", "status", "fr") }},
            {{ day_in_french("published_on") }},
            {{ in_words("stage", "other_status", "fr") }},
            {{ day_in_french("other_published_on") }},
            case when other_status_level < status_level then 'l''engagement recule' else 'l''un des deux exagère' end
        )
            as explanation_fr,
        'Take the lower stage until a dated source confirms the higher one.' as suggestion,
        'stage' as fact
    from pairs
    where
        status_level is not null
        and other_status_level is not null
        and published_on is not null
        and other_published_on is not null
        and (
            (
                other_status_level <= status_level - {{ rule_parameter('R08', 'level_span') }}
                and gap_days >= {{ rule_parameter('R08', 'fall_days') }}
                and status_level >= {{ rule_parameter('R09', 'level_minimum') }}
            )
            or (
                other_status_level >= status_level + {{ rule_parameter('R08', 'jump_span') }}
                and other_status_level >= {{ rule_parameter('R09', 'level_minimum') }}
                and gap_days <= {{ rule_parameter('R08', 'jump_days') }}
            )
            -- awarded, then "still under study": so far apart are no two wordings of one stage
            or (
                other_status_level <= status_level - {{ rule_parameter('R08', 'contradiction_span') }}
                and gap_days > 0
                and coalesce(payer_entity_id = other_payer_entity_id, true)
            )
            -- cleared by the board of a payer that is known, then "still examined" by it
            or (
                other_status_level <= {{ rule_parameter('R08', 'undecided_level') }}
                and status_level >= {{ rule_parameter('R08', 'decided_level') }}
                and gap_days > 0
                and payer_entity_id = other_payer_entity_id
                and currency = other_currency
                and amount_max = other_amount_max
            )
        )
    -- two articles that tell two stages of one payer's story are one fact, of however many sums they tell them
    qualify
        row_number() over (
            partition by
                article_id, other_article_id, status, other_status, coalesce(payer_entity_id, lower(payer_name))
            order by char_start, other_char_start
        ) = 1

),

paces as (

    select
        'R11' as rule_id,
        'error' as severity,
        *,
        amount_kind as observed,
        other_amount_kind as expected,
        null::double as factor,
        'The same sum is yearly in one article and the whole in the other.' as explanation,
        'La même somme est annuelle dans un article et totale dans l''autre.' as explanation_fr,
        'Take it as the whole unless a third source says a year.' as suggestion,
        'pace' as fact
    from pairs
    where
        is_same_currency
        and amount_max = other_amount_max
        and (amount_kind = 'annual') != (other_amount_kind = 'annual')
        -- "a year" stands beside the figure itself
        and exists (
            select 1 from money
            where
                money.money_mention_id
                = case
                    when pairs.amount_kind = 'annual' then pairs.money_mention_id
                    else pairs.other_money_mention_id
                end
                and money.per = 'year'
        )
        -- instalments of a larger whole are yearly in either wording
        and not exists (
            select 1 from {{ ref("int_claims_comparable") }} as wholes
            where
                wholes.claim_basis = 'stated'
                and wholes.article_id
                = case
                    when pairs.amount_kind = 'annual' then pairs.other_article_id
                    else pairs.article_id
                end
                and wholes.currency = pairs.currency
                and wholes.payer_entity_id is not distinct from pairs.payer_entity_id
                and wholes.amount_max > pairs.amount_max
                -- which a sum spread over several years is not
                and coalesce(
                    case
                        when pairs.amount_kind = 'annual' then pairs.other_length_years
                        else pairs.length_years
                    end,
                    0
                ) < {{ rule_parameter('R11', 'years_minimum') }}
        )
        and amount_kind in ('annual', 'total', 'up_to')
        and other_amount_kind in ('annual', 'total', 'up_to')

),

horizons as (

    select
        'R12' as rule_id,
        'warn' as severity,
        *,
        printf('%g years', length_years) as observed,
        printf('%g years', other_length_years) as expected,
        null::double as factor,
        printf('%g years in one article, %g in another.', length_years, other_length_years) as explanation,
        printf('%g ans dans un article, %g dans un autre.', length_years, other_length_years) as explanation_fr,
        'Leave the period open until a source settles it.' as suggestion,
        'horizon' as fact
    from pairs
    where
        length_years != other_length_years
        and (
            -- what several pay is one plan by its sum, whichever of them an article names
            ((is_whole or other_is_whole) and is_same_currency and amount_max = other_amount_max)
            or (
                not (is_whole or other_is_whole)
                and (
                    payer_entity_id is not distinct from other_payer_entity_id
                    or payer_entity_id is null
                    or other_payer_entity_id is null
                )
            )
        )

),

payers as (

    select
        'R23' as rule_id,
        'warn' as severity,
        *,
        coalesce(payer_name, 'nobody named') as observed,
        coalesce(other_payer_name, 'nobody named') as expected,
        null::double as factor,
        printf(
            '%s pays in one article, %s in another.',
            coalesce(payer_name, 'nobody named'),
            coalesce(other_payer_name, 'nobody named')
        )
            as explanation,
        printf(
            '%s paie dans un article, %s dans un autre.',
            coalesce(payer_name_fr, 'personne'),
            coalesce(other_payer_name_fr, 'personne')
        )
            as explanation_fr,
        'Check who signs; the channel is not the payer.' as suggestion,
        'payer' as fact
    from pairs
    where
        is_public_payer != other_is_public_payer
        and not (is_whole or other_is_whole)
        and lower(payer_name) != lower(other_payer_name)
        and {{ is_sure_payer("payer_entity_id", "payer_name") }}
        and {{ is_sure_payer("other_payer_entity_id", "other_payer_name") }}

),

gaps as (

    select
        'R18' as rule_id,
        'warn' as severity,
        pairs.*,
        pairs.published_on::varchar as observed,
        pairs.other_published_on::varchar as expected,
        null::double as factor,
        printf('%d days lie between two reports of one commitment, without word of an update.', pairs.gap_days)
            as explanation,
        printf(
            '%d jours séparent deux articles sur un même engagement, sans mention de mise à jour.', pairs.gap_days
        )
            as explanation_fr,
        'Check that the later article does not resell old news.' as suggestion,
        'gap' as fact
    from pairs
    where
        pairs.gap_days > {{ rule_parameter('R18', 'gap_days') }}
        and not exists (
            select 1 from {{ ref("stg_status_cues") }} as cues
            where
                cues.article_id = pairs.other_article_id
                and cues.cue_type in ('update', 'past')
        )
        and coalesce(pairs.status_level, 0) = coalesce(pairs.other_status_level, 0)

),

all_facts as (

    select * from stages
    union all by name
    select * from paces
    union all by name
    select * from horizons
    union all by name
    select * from payers
    union all by name
    select * from gaps

),

first_pairs as (

    select * from all_facts
    qualify {{ is_first_of_commitment() }}

)

select
    {{ finding_columns() }}
from first_pairs
order by rule_id, commitment_id, article_id, char_start
