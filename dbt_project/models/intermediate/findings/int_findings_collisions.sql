-- R05: equal sums that are different commitments. R18: the same figure in articles more than a year apart.
-- R23: two payers whose sums are swapped between two articles.
with

claims as (

    select * from {{ ref("int_claims_comparable") }}
    where
        amount_max > 0
        and not is_umbrella
        and not is_sum

),

money as (

    select * from {{ ref("int_money_resolved") }}

),

-- A claim is known by its sum and by each conversion of it.
sums as (

    select
        claims.claim_id,
        claims.article_id,
        claims.commitment_id,
        claims.claim_basis,
        claims.payer_entity_id,
        claims.payer_name,
        claims.payer_country,
        claims.published_on,
        claims.purpose,
        claims.is_public_payer,
        claims.sector,
        money.char_start,
        money.char_end,
        money.surface,
        money.currency,
        money.amount_max,
        money.money_mention_id != claims.money_mention_id as is_conversion
    from claims
    inner join money
        on
            claims.article_id = money.article_id
            and claims.money_mention_id in (money.money_mention_id, money.equivalent_of_id)

),

-- Articles on one story give one sum, whatever payer each is read to name.
stories as (

    select distinct
        earlier.article_id,
        later.article_id as other_article_id
    from claims as earlier
    inner join claims as later
        on
            earlier.commitment_id = later.commitment_id
            and earlier.article_id != later.article_id

),

collisions as (

    select
        earlier.*,
        later.claim_id as other_claim_id,
        later.article_id as other_article_id,
        later.commitment_id as other_commitment_id,
        later.payer_name as other_payer_name,
        later.purpose as other_purpose,
        later.surface as other_surface,
        later.char_start as other_char_start,
        later.char_end as other_char_end,
        later.published_on as other_published_on,
        earlier.article_id = later.article_id as is_one_article,
        abs(later.published_on - earlier.published_on) as gap_days
    from sums as earlier
    inner join sums as later
        on
            earlier.currency = later.currency
            and earlier.amount_max = later.amount_max
            and earlier.claim_id < later.claim_id
    where
        case
            when earlier.article_id = later.article_id then not (earlier.is_conversion or later.is_conversion)
            else
                earlier.commitment_id != later.commitment_id
                and earlier.claim_basis = 'stated'
                and later.claim_basis = 'stated'
                and coalesce(earlier.payer_country, later.payer_country, '')
                = coalesce(later.payer_country, earlier.payer_country, '')
                -- the same sector may be a link that was missed rather than another story
                and earlier.sector != later.sector
                and not exists (
                    select 1 from stories
                    where
                        stories.article_id = earlier.article_id
                        and stories.other_article_id = later.article_id
                )
        end

),

first_collisions as (

    select * from collisions
    qualify
        row_number() over (
            partition by
                currency,
                amount_max,
                case when is_one_article then article_id end,
                case when is_one_article then claim_id end
            -- the same words are the likelier to be confused
            order by
                surface = other_surface desc,
                is_conversion,
                published_on asc,
                other_published_on asc,
                claim_id asc,
                other_claim_id asc
        ) = 1

),

equal_sums as (

    select
        'R05' as rule_id,
        'warn' as severity,
        article_id,
        other_article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        surface as observed,
        'two commitments' as expected,
        null::double as factor,
        printf(
            '%s stands for two commitments: %s (%s) and %s (%s). They must not be merged.',
            surface,
            coalesce(payer_name, 'nobody named'),
            coalesce(purpose, published_on::varchar, 'undated'),
            coalesce(other_payer_name, 'nobody named'),
            coalesce(other_purpose, other_published_on::varchar, 'undated')
        )
            as explanation,
        printf(
            '%s désigne deux engagements : %s (%s) et %s (%s). Ne pas les fusionner.',
            surface,
            coalesce(payer_name, 'personne'),
            coalesce(purpose, published_on::varchar, 'sans date'),
            coalesce(other_payer_name, 'personne'),
            coalesce(other_purpose, other_published_on::varchar, 'sans date')
        )
            as explanation_fr,
        'Tell them apart by payer, purpose and day.' as suggestion,
        null::varchar as commitment_id
    from first_collisions

),

resurfaced as (

    select
        'R18' as rule_id,
        'warn' as severity,
        article_id,
        other_article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        published_on::varchar as observed,
        other_published_on::varchar as expected,
        null::double as factor,
        printf('%s stands in articles %d days apart: not the same event.', surface, gap_days) as explanation,
        printf('%s figure dans des articles distants de %d jours : ce n''est pas le même événement.', surface, gap_days)
            as explanation_fr,
        'Do not take the older article for a confirmation.' as suggestion,
        null::varchar as commitment_id
    from collisions
    where
        not is_one_article
        and gap_days > {{ rule_parameter('R18', 'gap_days') }}
    qualify
        row_number() over (
            partition by case when published_on < other_published_on then article_id else other_article_id end
            order by gap_days, claim_id, other_claim_id
        ) = 1

),

owned as (

    select
        claim_id,
        article_id,
        char_start,
        char_end,
        surface,
        currency,
        amount_max,
        coalesce(payer_entity_id, lower(payer_name)) as payer
    from sums
    where
        not is_conversion
        and claim_basis = 'stated'
        and payer_name is not null

),

swapped as (

    select
        'R23' as rule_id,
        'warn' as severity,
        first_a.article_id,
        second_a.article_id as other_article_id,
        first_a.char_start,
        first_a.char_end,
        second_a.char_start as other_char_start,
        second_a.char_end as other_char_end,
        first_a.payer || ': ' || first_a.surface as observed,
        second_a.payer || ': ' || second_a.surface as expected,
        null::double as factor,
        printf(
            '%s and %s have changed places: %s is paid by %s here and by %s there.',
            first_a.payer,
            second_a.payer,
            first_a.surface,
            first_a.payer,
            second_a.payer
        )
            as explanation,
        printf(
            '%s et %s ont échangé leurs places : %s est payé par %s ici, par %s là.',
            first_a.payer,
            second_a.payer,
            first_a.surface,
            first_a.payer,
            second_a.payer
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
            and first_a.payer != first_b.payer
    inner join owned as second_a
        on
            first_a.article_id < second_a.article_id
            and first_a.currency = second_a.currency
            and first_a.amount_max = second_a.amount_max
            and first_b.payer = second_a.payer
    inner join owned as second_b
        on
            second_a.article_id = second_b.article_id
            and first_b.currency = second_b.currency
            and first_b.amount_max = second_b.amount_max
            and first_a.payer = second_b.payer
    qualify
        row_number() over (
            partition by first_a.article_id, second_a.article_id order by first_a.char_start, second_a.char_start
        ) = 1

),

findings as (

    select * from equal_sums
    union all
    select * from resurfaced
    union all
    select * from swapped

)

select
    {{ finding_columns() }}
from findings
order by rule_id, article_id, char_start, other_article_id, other_char_start
