-- Sums that change their payer from article to article. R23: two payers whose sums are swapped; one sum for one project
-- that two payers pay, or one loan that two lenders give.
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

-- Who an article names that is held against another; a country stands for its government.
compared as (

    select article_id from {{ ref("int_claims_alike") }}
    union
    select other_article_id as article_id from {{ ref("int_claims_alike") }}
    union
    select article_id from claims
    where instrument = 'loan'

),

bodies as (

    select distinct
        article_id,
        entity_id
    from {{ ref("stg_entity_mentions") }}
    where
        entity_id is not null
        and article_id in (select compared.article_id from compared)
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
    where mentions.article_id in (select compared.article_id from compared)

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

-- Two sums of two payers that one article tells. Kept as a table, so that articles are compared by both sums at once:
-- by payer and currency alone a government would meet itself in all of them.
owned_together as materialized (

    select
        smaller.article_id,
        smaller.char_start,
        smaller.char_end,
        smaller.surface,
        smaller.currency,
        smaller.amount_max,
        smaller.payer_name,
        smaller.payer_name_fr,
        smaller.payer_key,
        larger.amount_max as larger_amount,
        larger.payer_key as larger_payer_key
    from owned as smaller
    inner join owned as larger
        on
            smaller.article_id = larger.article_id
            and smaller.currency = larger.currency
            and smaller.amount_max < larger.amount_max
            and smaller.payer_key != larger.payer_key

),

swapped as (

    select
        'R23' as rule_id,
        'warn' as severity,
        {{ both_places('here', 'there') }},
        here.payer_name || ': ' || here.surface as observed,
        there.payer_name || ': ' || there.surface as expected,
        null::double as factor,
        printf(
            '%s and %s have changed places: %s is paid by %s here and by %s there.',
            here.payer_name,
            there.payer_name,
            here.surface,
            here.payer_name,
            there.payer_name
        )
            as explanation,
        printf(
            '%s et %s ont échangé leurs places : %s est payé par %s ici, par %s là.',
            here.payer_name_fr,
            there.payer_name_fr,
            here.surface,
            here.payer_name_fr,
            there.payer_name_fr
        )
            as explanation_fr,
        'Prefer the original report to its copy.' as suggestion,
        null::varchar as commitment_id
    from owned_together as here
    inner join owned_together as there
        on
            here.currency = there.currency
            and here.amount_max = there.amount_max
            and here.larger_amount = there.larger_amount
            and here.payer_key = there.larger_payer_key
            and here.larger_payer_key = there.payer_key
            and here.article_id < there.article_id
    qualify
        row_number() over (
            partition by here.article_id, there.article_id order by here.char_start, there.char_start
        ) = 1

),

-- Of a loan that very many tell, each report is held against the first ones: all pairs would grow with the square.
lenders as (

    select
        *,
        dense_rank() over (
            partition by commitment_id order by coalesce(published_on, date '9999-12-31'), article_id
        ) as place
    from claims
    where instrument = 'loan' and payer_basis = 'sentence'

),

-- One loan of one commitment by two lenders, neither of them the other's mother, each named by its own article alone.
lent_otherwise as (

    select
        'R23' as rule_id,
        'warn' as severity,
        {{ both_places('earlier', 'later') }},
        earlier.payer_name as observed,
        later.payer_name as expected,
        null::double as factor,
        printf('%s lends in one article, %s in another.', earlier.payer_name, later.payer_name) as explanation,
        printf('%s prête dans un article, %s dans un autre.', earlier.payer_name_fr, later.payer_name_fr)
            as explanation_fr,
        'Check who signs; the channel is not the payer.' as suggestion,
        earlier.commitment_id
    from lenders as earlier
    inner join lenders as later
        on
            earlier.commitment_id = later.commitment_id
            and earlier.place < later.place
            and earlier.currency = later.currency
            and earlier.amount_max = later.amount_max
            and earlier.payer_entity_id != later.payer_entity_id
    where
        earlier.place <= {{ rule_parameter('R04', 'first_reports') }}
        and coalesce(earlier.payer_parent_id, '') != later.payer_entity_id
        and coalesce(later.payer_parent_id, '') != earlier.payer_entity_id
        and (earlier.article_id, later.payer_entity_id)
        not in (select (bodies.article_id, bodies.entity_id) from bodies)
        and (later.article_id, earlier.payer_entity_id)
        not in (select (bodies.article_id, bodies.entity_id) from bodies)
    qualify
        row_number() over (
            partition by earlier.commitment_id order by earlier.published_on, earlier.claim_id, later.claim_id
        ) = 1

),

findings as (

    select * from swapped
    union all
    select * from lent_otherwise
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
