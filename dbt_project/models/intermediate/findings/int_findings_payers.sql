-- Sums that change their payer from article to article. R23: two payers whose sums are swapped; one sum for one project
-- that two payers pay.
with

claims as (

    select * from {{ ref("int_claims_comparable") }}
    where
        claim_basis = 'stated'
        and amount_max > 0
        and not is_umbrella
        and not is_sum

),

money as (

    select * from {{ ref("int_money_resolved") }}

),

-- Who an article names; a country stands for its government.
bodies as (

    select distinct
        article_id,
        entity_id
    from {{ ref("stg_entity_mentions") }}
    where entity_id is not null
    union
    select
        mentions.article_id,
        governments.entity_id
    from {{ ref("stg_entity_mentions") }} as mentions
    inner join {{ ref("ref_entities") }} as countries
        on
            mentions.entity_id = countries.entity_id
            and countries.entity_type = 'country'
    inner join {{ ref("ref_entities") }} as governments
        on
            countries.country = governments.country
            and governments.entity_type = 'government'

),

alike as (

    select * from {{ ref("int_claims_alike") }}

),

sentences as (

    select
        money.money_mention_id,
        substring(articles.text, cut.char_start + 1, cut.char_end - cut.char_start) as sentence_text
    from money
    inner join {{ ref("stg_articles") }} as articles on money.article_id = articles.article_id
    inner join {{ ref("stg_sentences") }} as cut
        on
            money.article_id = cut.article_id
            and money.sentence_index = cut.sentence_index
    where
        money.money_mention_id in (
            select alike.money_mention_id from alike
            union
            select alike.other_money_mention_id from alike
        )

),

paid_otherwise as (

    select
        'R23' as rule_id,
        'warn' as severity,
        article_id,
        other_article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        payer_name as observed,
        other_payer_name as expected,
        null::double as factor,
        printf(
            '%s for the same project is paid by %s in one article and by %s in another.',
            surface,
            payer_name,
            other_payer_name
        )
            as explanation,
        printf(
            '%s pour le même projet est payé par %s dans un article, par %s dans un autre.',
            surface,
            payer_name_fr,
            other_payer_name_fr
        )
            as explanation_fr,
        'Check who signs; the channel is not the payer.' as suggestion,
        null::varchar as commitment_id
    from alike
    where
        gap_days <= {{ rule_parameter('R05', 'gap_days') }}
        and shared_name_count >= {{ rule_parameter('R23', 'shared_name_minimum') }}
        and payer_entity_id != other_payer_entity_id
        and coalesce(payer_parent_id, '') != other_payer_entity_id
        and coalesce(other_payer_parent_id, '') != payer_entity_id
        -- what a copy repeats word for word has one payer, whichever we read in either
        and not exists (
            select 1
            from sentences
            inner join sentences as other_sentences on sentences.sentence_text = other_sentences.sentence_text
            where
                sentences.money_mention_id = alike.money_mention_id
                and other_sentences.money_mention_id = alike.other_money_mention_id
        )
        -- an article that names both, or the other's state, may have been read wrongly
        and (article_id, other_payer_entity_id) not in (select (bodies.article_id, bodies.entity_id) from bodies)
        and (other_article_id, payer_entity_id) not in (select (bodies.article_id, bodies.entity_id) from bodies)
        and (article_id, coalesce(other_payer_parent_id, ''))
        not in (select (bodies.article_id, bodies.entity_id) from bodies)
        and (other_article_id, coalesce(payer_parent_id, ''))
        not in (select (bodies.article_id, bodies.entity_id) from bodies)
    qualify
        row_number() over (
            partition by currency, amount_max, payer_entity_id, other_payer_entity_id
            order by gap_days, claim_id, other_claim_id
        ) = 1

),

owned as (

    select
        claims.claim_id,
        claims.article_id,
        money.char_start,
        money.char_end,
        money.surface,
        money.currency,
        money.amount_max,
        claims.payer_name,
        claims.payer_name_fr,
        coalesce(claims.payer_entity_id, lower(claims.payer_name)) as payer_key
    from claims
    inner join money on claims.money_mention_id = money.money_mention_id
    where claims.payer_name is not null

),

swapped as (

    select
        'R23' as rule_id,
        'warn' as severity,
        {{ both_places('first_a', 'second_a') }},
        first_a.payer_name || ': ' || first_a.surface as observed,
        second_a.payer_name || ': ' || second_a.surface as expected,
        null::double as factor,
        printf(
            '%s and %s have changed places: %s is paid by %s here and by %s there.',
            first_a.payer_name,
            second_a.payer_name,
            first_a.surface,
            first_a.payer_name,
            second_a.payer_name
        )
            as explanation,
        printf(
            '%s et %s ont échangé leurs places : %s est payé par %s ici, par %s là.',
            first_a.payer_name_fr,
            second_a.payer_name_fr,
            first_a.surface,
            first_a.payer_name_fr,
            second_a.payer_name_fr
        )
            as explanation_fr,
        'Prefer the original report to its copy.' as suggestion,
        null::varchar as commitment_id
    from owned as first_a
    inner join owned as first_b
        on
            first_a.article_id = first_b.article_id
            and first_a.currency = first_b.currency
            and first_a.amount_max < first_b.amount_max
            and first_a.payer_key != first_b.payer_key
    inner join owned as second_a
        on
            first_a.article_id < second_a.article_id
            and first_a.currency = second_a.currency
            and first_a.amount_max = second_a.amount_max
            and first_b.payer_key = second_a.payer_key
    inner join owned as second_b
        on
            second_a.article_id = second_b.article_id
            and first_b.currency = second_b.currency
            and first_b.amount_max = second_b.amount_max
            and first_a.payer_key = second_b.payer_key
    qualify
        row_number() over (
            partition by first_a.article_id, second_a.article_id order by first_a.char_start, second_a.char_start
        ) = 1

),

findings as (

    select * from swapped
    union all
    select * from paid_otherwise
    where
        not exists (
            select 1 from swapped
            where
                least(swapped.article_id, swapped.other_article_id)
                = least(paid_otherwise.article_id, paid_otherwise.other_article_id)
                and greatest(swapped.article_id, swapped.other_article_id)
                = greatest(paid_otherwise.article_id, paid_otherwise.other_article_id)
        )

)

select
    {{ finding_columns() }}
from findings
order by rule_id, article_id, char_start, other_article_id, other_char_start
