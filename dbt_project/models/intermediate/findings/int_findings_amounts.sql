-- Sums that the claims of one commitment give differently. R04: amounts, and a headline against another article. R07:
-- hedges, between articles or within one. R36: one sum at two precisions.
with

pairs as (

    select * from {{ ref("int_claim_pairs") }}

),

money as (

    select * from {{ ref("int_money_resolved") }}

),

-- A headline that its own lead does not bear out, against another article that has the lead's figure.
headlines as (

    select
        'R04' as rule_id,
        case
            when abs(log10(unmet.factor) - round(log10(unmet.factor))) < {{ rule_parameter('R04', 'log10_slack') }}
                and round(log10(unmet.factor)) != 0 then 'error'
            else 'warn'
        end as severity,
        claims.commitment_id,
        {{ both_places('unmet', 'others') }},
        unmet.observed,
        other_money.surface as expected,
        unmet.factor,
        printf(
            'The headline says %s; %s is what another article says of the same commitment.',
            unmet.observed,
            other_money.surface
        )
            as explanation,
        printf('Le titre dit %s ; un autre article dit %s du même engagement.', unmet.observed, other_money.surface)
            as explanation_fr,
        'Take the body''s figure.' as suggestion
    from {{ ref("int_findings_headlines") }} as unmet
    inner join money as leads
        on
            unmet.article_id = leads.article_id
            and unmet.other_char_start = leads.char_start
    inner join {{ ref("int_claim_mentions") }} as lead_claims on leads.money_mention_id = lead_claims.money_mention_id
    inner join {{ ref("int_claims_comparable") }} as claims on lead_claims.claim_id = claims.claim_id
    inner join {{ ref("int_claims_comparable") }} as others
        on
            claims.commitment_id = others.commitment_id
            and claims.article_id != others.article_id
            and claims.currency = others.currency
            and claims.amount_max = others.amount_max
    inner join money as other_money on others.money_mention_id = other_money.money_mention_id
    where
        unmet.rule_id = 'R06'
        and abs(log10(unmet.factor)) > log10({{ rule_parameter('R04', 'ratio_warn') }})
    qualify
        row_number() over (
            partition by unmet.article_id, unmet.char_start
            order by abs(others.published_on - claims.published_on), others.claim_id
        ) = 1

),

one_article_amounts as (

    select distinct
        article_id,
        currency,
        amount_max
    from money
    where not is_duplicate

),

-- A sum that the other article states too is another sum there, not a conflict.
amounts_differ as (

    select pairs.*
    from pairs
    left join one_article_amounts as first_has
        on
            pairs.article_id = first_has.article_id
            and pairs.other_currency = first_has.currency
            and pairs.other_amount_max = first_has.amount_max
    left join one_article_amounts as second_has
        on
            pairs.other_article_id = second_has.article_id
            and pairs.currency = second_has.currency
            and pairs.amount_max = second_has.amount_max
    where
        pairs.is_same_currency
        and pairs.is_same_measure
        and not pairs.is_other_measure
        and not pairs.is_news
        and pairs.ratio > {{ rule_parameter('R04', 'ratio_warn') }}
        and (
            pairs.ratio <= {{ rule_parameter('R04', 'ratio_maximum') }}
            or abs(log10(pairs.ratio) - round(log10(pairs.ratio))) < {{ rule_parameter('R04', 'log10_slack') }}
        )
        and pairs.is_slice = pairs.is_other_slice
        and (
            pairs.payer_entity_id = pairs.other_payer_entity_id
            or lower(pairs.payer_name) = lower(pairs.other_payer_name)
            or pairs.payer_parent_id = pairs.other_payer_entity_id
            or pairs.other_payer_parent_id = pairs.payer_entity_id
            or (not pairs.is_public_payer and not pairs.other_is_public_payer)
            -- a fund that no list knows contradicts no body of another language
            or (
                pairs.is_public_payer = pairs.other_is_public_payer
                and pairs.is_other_language
                and (pairs.payer_entity_id is null or pairs.other_payer_entity_id is null)
            )
        )
        and pairs.amount_min = pairs.amount_max
        and pairs.other_amount_min = pairs.other_amount_max
        and first_has.article_id is null
        and second_has.article_id is null

),

conflicting_amounts as (

    select
        'R04' as rule_id,
        case
            when
                round(log10(ratio)) >= 1
                and abs(log10(ratio) - round(log10(ratio))) < {{ rule_parameter('R04', 'log10_slack') }} then 'error'
            else 'warn'
        end as severity,
        amounts_differ.*,
        first_money.surface as observed,
        second_money.surface as expected,
        ratio as factor,
        printf(
            '%s in one article, %s in another for the same commitment: a factor of %.3g.',
            first_money.surface,
            second_money.surface,
            ratio
        )
            as explanation,
        printf(
            '%s dans un article, %s dans un autre pour le même engagement : facteur %.3g.',
            first_money.surface,
            second_money.surface,
            ratio
        )
            as explanation_fr,
        'Prefer the earliest and best placed source; see the dates for an update.' as suggestion,
        'amount' as fact
    from amounts_differ
    inner join money as first_money
        on
            amounts_differ.article_id = first_money.article_id
            and amounts_differ.char_start = first_money.char_start
    inner join money as second_money
        on
            amounts_differ.other_article_id = second_money.article_id
            and amounts_differ.other_char_start = second_money.char_start

),

worded as (

    select
        pairs.*,
        coalesce(first_money.surface, '') as surface,
        coalesce(second_money.surface, '') as other_surface
    from pairs
    left join money as first_money on pairs.money_mention_id = first_money.money_mention_id
    left join money as second_money on pairs.other_money_mention_id = second_money.money_mention_id

),

hedges as (

    select
        'R07' as rule_id,
        case
            when
                least(amount_max, other_amount_max) = greatest(amount_max, other_amount_max)
                then
                    case
                        when
                            'at_most' in (modality, other_modality) and 'at_least' in (modality, other_modality)
                            then 'warn'
                        else 'info'
                    end
            else 'error'
        end as severity,
        worded.* exclude (surface, other_surface),
        modality as observed,
        other_modality as expected,
        null::double as factor,
        printf(
            '%s %s in one article, %s %s in another, of one commitment.',
            {{ in_words("hedge", "modality") }},
            surface,
            {{ in_words("hedge", "other_modality") }},
            other_surface
        )
            as explanation,
        printf(
            '%s %s dans un article, %s %s dans un autre, pour un même engagement.',
            {{ in_words("hedge", "modality", "fr") }},
            surface,
            {{ in_words("hedge", "other_modality", "fr") }},
            other_surface
        )
            as explanation_fr,
        'Keep both hedges; totals use the bounds.' as suggestion,
        'hedge' as fact
    from worded
    where
        is_same_currency
        and is_same_measure
        and modality != other_modality
        and (
            -- "about" and the plain figure say the same
            (
                amount_max = other_amount_max
                and not (modality in ('exact', 'approx') and other_modality in ('exact', 'approx'))
            )
            or (
                not is_news
                and (
                    (modality = 'at_least' and other_modality = 'at_most' and amount_min > other_amount_max)
                    or (modality = 'at_most' and other_modality = 'at_least' and amount_max < other_amount_min)
                )
            )
        )

),

-- The sums of two linked claims, conversions included, that differ by less than their roundings could hide.
claim_sums as (

    select
        claim_mentions.claim_id,
        money.money_mention_id,
        money.currency,
        money.amount_max::double as amount,
        money.surface,
        money.char_start,
        money.char_end,
        -- 7億1500万 and 640 million claim no more than their last digit that is no zero
        pow(
            10.0,
            length(money.amount_max::hugeint::varchar) - length(rtrim(money.amount_max::hugeint::varchar, '0'))
        ) as last_unit
    from {{ ref("int_claim_mentions") }} as claim_mentions
    inner join money on claim_mentions.money_mention_id = money.money_mention_id
    where
        money.amount_max > 0
        and not money.is_vague
        and claim_mentions.claim_id in (
            select pairs.claim_id from pairs
            union all
            select pairs.other_claim_id from pairs
        )

),

-- In two steps, for a planner that joins sums on their currency first makes all pairs of them.
first_sums as materialized (

    select
        pairs.other_claim_id,
        claim_sums.*
    from pairs
    inner join claim_sums on pairs.claim_id = claim_sums.claim_id

),

refinements as (

    select
        'R36' as rule_id,
        'info' as severity,
        pairs.* replace (
            first_sums.char_start as char_start,
            first_sums.char_end as char_end,
            second_sums.char_start as other_char_start,
            second_sums.char_end as other_char_end
        ),
        first_sums.surface as observed,
        second_sums.surface as expected,
        greatest(first_sums.amount, second_sums.amount) / least(first_sums.amount, second_sums.amount) as factor,
        printf(
            '%s and %s are one sum at two precisions%s.', first_sums.surface, second_sums.surface,
            case
                when abs(first_sums.amount - second_sums.amount)
                    <= greatest(first_sums.last_unit, second_sums.last_unit) / 2 then ''
                else ', though not within the rounding of the coarser'
            end
        ) as explanation,
        printf(
            '%s et %s sont une même somme à deux précisions%s.', first_sums.surface, second_sums.surface,
            case
                when abs(first_sums.amount - second_sums.amount)
                    <= greatest(first_sums.last_unit, second_sums.last_unit) / 2 then ''
                else ', hors de l''arrondi de la moins précise toutefois'
            end
        ) as explanation_fr,
        'Take the more precise figure.' as suggestion,
        'precision' as fact
    from pairs
    inner join first_sums
        on
            pairs.claim_id = first_sums.claim_id
            and pairs.other_claim_id = first_sums.other_claim_id
    inner join claim_sums as second_sums
        on
            first_sums.other_claim_id = second_sums.claim_id
            and first_sums.currency = second_sums.currency
            and first_sums.amount != second_sums.amount
            and abs(first_sums.amount - second_sums.amount)
            < {{ rule_parameter('R36', 'slack_units') }} * greatest(first_sums.last_unit, second_sums.last_unit)
            and greatest(first_sums.amount, second_sums.amount)
            <= least(first_sums.amount, second_sums.amount) * {{ rule_parameter('R36', 'ratio_maximum') }}

),

all_facts as (

    select * from conflicting_amounts
    union all by name
    select * from hedges
    union all by name
    select * from refinements

),

first_pairs as (

    select * from all_facts
    qualify {{ is_first_of_commitment() }}

),

-- One article says the same sum once plainly and once as a floor or a ceiling.
restated as (

    select
        'R07' as rule_id,
        'info' as severity,
        claims.commitment_id,
        claims.article_id,
        null::varchar as other_article_id,
        plain.char_start,
        plain.char_end,
        hedged.char_start as other_char_start,
        hedged.char_end as other_char_end,
        plain.surface as observed,
        concat_ws(' ', hedged.modality_cue, hedged.surface) as expected,
        null::double as factor,
        printf(
            'The article says %s, then "%s" with it: the hedge holds, the sums agree.',
            plain.surface,
            hedged.modality_cue
        )
            as explanation,
        printf(
            'L''article dit %s, puis « %s » : la réserve vaut, les sommes s''accordent.',
            plain.surface,
            hedged.modality_cue
        )
            as explanation_fr,
        'Keep the hedge.' as suggestion
    from {{ ref("int_claim_mentions") }} as plain_mentions
    inner join {{ ref("int_claim_mentions") }} as hedged_mentions
        on plain_mentions.claim_id = hedged_mentions.claim_id
    inner join money as plain
        on
            plain_mentions.money_mention_id = plain.money_mention_id
            and plain.modality = 'exact'
    inner join money as hedged
        on
            hedged_mentions.money_mention_id = hedged.money_mention_id
            and hedged.modality in ('at_least', 'at_most')
            and plain.currency = hedged.currency
            and plain.amount_max = hedged.amount_max
    inner join {{ ref("int_claims_comparable") }} as claims on plain_mentions.claim_id = claims.claim_id
    where claims.commitment_id is not null
    qualify row_number() over (partition by claims.commitment_id order by plain.char_start, hedged.char_start) = 1

),

findings as (

    select
        {{ finding_columns() }}
    from first_pairs

    union all by name

    select * from headlines

    union all by name

    select restated.*
    from restated
    left join first_pairs
        on
            restated.commitment_id = first_pairs.commitment_id
            and first_pairs.rule_id = 'R07'
    where first_pairs.commitment_id is null

)

select * from findings
order by rule_id, commitment_id, article_id, char_start
