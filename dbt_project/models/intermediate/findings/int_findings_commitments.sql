-- What the claims of one commitment say differently. R04: amounts. R07: hedges. R08: stages. R11: pace. R12: horizons.
-- R17: announcement days. R18: reports long apart. R23: payers. R36: the same sum at another precision.
with

pairs as (

    select * from {{ ref("int_claim_pairs") }}

),

money as (

    select * from {{ ref("int_money_resolved") }}

),

-- "The three contributions will be paid over three years": what all parts of a sum say, the sum says.
part_lengths as (

    select
        article_id,
        currency,
        sum(amount_max) as parts_sum,
        max(length_years) as length_years
    from {{ ref("int_claims_comparable") }}
    where
        claim_basis = 'stated'
        and part_relation = 'umbrella'
    group by article_id, currency
    having
        count(*) > 1
        and count(length_years) = count(*)
        and min(length_years) = max(length_years)

),

lengthened as (

    select
        pairs.* replace (
            coalesce(
                pairs.length_years, case when pairs.is_whole then parts.length_years end
            ) as length_years,
            coalesce(
                pairs.other_length_years, case when pairs.other_is_whole then other_parts.length_years end
            ) as other_length_years
        )
    from pairs
    left join part_lengths as parts
        on
            pairs.article_id = parts.article_id
            and pairs.currency = parts.currency
            and pairs.amount_max = parts.parts_sum
    left join part_lengths as other_parts
        on
            pairs.other_article_id = other_parts.article_id
            and pairs.other_currency = other_parts.currency
            and pairs.other_amount_max = other_parts.parts_sum

),

measured as (

    select
        *,
        greatest(amount_max, other_amount_max)::double
        / nullif(least(amount_max, other_amount_max)::double, 0) as ratio,
        currency = other_currency as is_same_currency,
        amount_kind = other_amount_kind
        or (amount_kind in ('total', 'up_to', 'part') and other_amount_kind in ('total', 'up_to', 'part'))
            as is_same_measure,
        other_published_on - published_on as gap_days,
        -- a request and a later vote are two measures of one commitment; within days one event is told in two verbs
        (status_level between 3 and 3) != (other_status_level between 3 and 3)
        or (
            abs(coalesce(status_level, 2) - coalesce(other_status_level, 2))
            >= {{ rule_parameter('R04', 'measure_level_span') }}
            and coalesce(gap_days > {{ rule_parameter('R04', 'one_event_days') }}, true)
        )
            as is_other_measure,
        language != other_language as is_other_language,
        -- a slice of a plan is no share of what several pay
        coalesce(part_relation, '') in ('part', 'yearly_slice') as is_slice,
        coalesce(other_part_relation, '') in ('part', 'yearly_slice') as is_other_slice,
        -- the later article says that it is news: "a further 150 billion", "raised to"
        coalesce(
            other_money_mention_id in (
                select update_cues.money_mention_id from {{ ref("int_amount_cues") }} as update_cues
                where
                    update_cues.cue_type in ('update', 'other_claim')
                    and update_cues.gap <= {{ rule_parameter('R04', 'update_gap_characters') }}
            ),
            false
        ) as is_news
    from lengthened

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

    select measured.*
    from measured
    left join one_article_amounts as first_has
        on
            measured.article_id = first_has.article_id
            and measured.other_currency = first_has.currency
            and measured.other_amount_max = first_has.amount_max
    left join one_article_amounts as second_has
        on
            measured.other_article_id = second_has.article_id
            and measured.currency = second_has.currency
            and measured.amount_max = second_has.amount_max
    where
        measured.is_same_currency
        and measured.is_same_measure
        and not measured.is_other_measure
        and not measured.is_news
        and measured.ratio > {{ rule_parameter('R04', 'ratio_warn') }}
        and (
            measured.ratio <= {{ rule_parameter('R04', 'ratio_maximum') }}
            or abs(log10(measured.ratio) - round(log10(measured.ratio))) < {{ rule_parameter('R04', 'log10_slack') }}
        )
        and measured.is_slice = measured.is_other_slice
        and (
            measured.payer_entity_id = measured.other_payer_entity_id
            or lower(measured.payer_name) = lower(measured.other_payer_name)
            or measured.payer_parent_id = measured.other_payer_entity_id
            or measured.other_payer_parent_id = measured.payer_entity_id
            or (not measured.is_public_payer and not measured.other_is_public_payer)
            -- a fund that no list knows contradicts no body of another language
            or (
                measured.is_public_payer = measured.other_is_public_payer
                and measured.is_other_language
                and (measured.payer_entity_id is null or measured.other_payer_entity_id is null)
            )
        )
        and measured.amount_min = measured.amount_max
        and measured.other_amount_min = measured.other_amount_max
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
        measured.*,
        coalesce(first_money.surface, '') as surface,
        coalesce(second_money.surface, '') as other_surface
    from measured
    left join money as first_money on measured.money_mention_id = first_money.money_mention_id
    left join money as second_money on measured.other_money_mention_id = second_money.money_mention_id

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
    from measured
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
    from measured
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
                    when measured.amount_kind = 'annual' then measured.money_mention_id
                    else measured.other_money_mention_id
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
                    when measured.amount_kind = 'annual' then measured.other_article_id
                    else measured.article_id
                end
                and wholes.currency = measured.currency
                and wholes.payer_entity_id is not distinct from measured.payer_entity_id
                and wholes.amount_max > measured.amount_max
                -- which a sum spread over several years is not
                and coalesce(
                    case
                        when measured.amount_kind = 'annual' then measured.other_length_years
                        else measured.length_years
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
    from measured
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
    from measured
    where
        is_public_payer != other_is_public_payer
        and not (is_whole or other_is_whole)
        and lower(payer_name) != lower(other_payer_name)
        and {{ is_sure_payer("payer_entity_id", "payer_name") }}
        and {{ is_sure_payer("other_payer_entity_id", "other_payer_name") }}

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

),

-- In two steps, for a planner that joins sums on their currency first makes all pairs of them.
first_sums as materialized (

    select
        measured.other_claim_id,
        claim_sums.*
    from measured
    inner join claim_sums on measured.claim_id = claim_sums.claim_id

),

refinements as (

    select
        'R36' as rule_id,
        'info' as severity,
        measured.* replace (
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
    from measured
    inner join first_sums
        on
            measured.claim_id = first_sums.claim_id
            and measured.other_claim_id = first_sums.other_claim_id
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

gaps as (

    select
        'R18' as rule_id,
        'warn' as severity,
        measured.*,
        measured.published_on::varchar as observed,
        measured.other_published_on::varchar as expected,
        null::double as factor,
        printf('%d days lie between two reports of one commitment, without word of an update.', measured.gap_days)
            as explanation,
        printf(
            '%d jours séparent deux articles sur un même engagement, sans mention de mise à jour.', measured.gap_days
        )
            as explanation_fr,
        'Check that the later article does not resell old news.' as suggestion,
        'gap' as fact
    from measured
    where
        measured.gap_days > {{ rule_parameter('R18', 'gap_days') }}
        and not exists (
            select 1 from {{ ref("stg_status_cues") }} as cues
            where
                cues.article_id = measured.other_article_id
                and cues.cue_type in ('update', 'past')
        )
        and coalesce(measured.status_level, 0) = coalesce(measured.other_status_level, 0)

),

all_facts as (

    select * from conflicting_amounts
    union all by name
    select * from hedges
    union all by name
    select * from stages
    union all by name
    select * from paces
    union all by name
    select * from horizons
    union all by name
    select * from payers
    union all by name
    select * from refinements
    union all by name
    select * from gaps

),

-- One fact a commitment, however many articles repeat either side: the worst, then the earliest pair.
first_pairs as (

    select * from all_facts
    qualify
        row_number() over (
            partition by rule_id, commitment_id
            order by
                list_position(['error', 'warn', 'info'], severity),
                gap_days,
                published_on,
                claim_id,
                other_claim_id,
                char_start,
                other_char_start
        ) = 1

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
        'Keep the hedge.' as suggestion,
        hedged.money_mention_id
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

    select restated.* exclude (money_mention_id)
    from restated
    left join first_pairs
        on
            restated.commitment_id = first_pairs.commitment_id
            and first_pairs.rule_id = 'R07'
    where first_pairs.commitment_id is null

)

select * from findings
order by rule_id, commitment_id, article_id, char_start
