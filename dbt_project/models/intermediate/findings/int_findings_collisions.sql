-- Equal sums of two stories. R05: equal sums that are different commitments. R18: one sum for one project in articles
-- more than a year apart.
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

alike as (

    select * from {{ ref("int_claims_alike") }}

),

-- A claim is known by its sum and by each conversion of it.
told as (

    select
        *,
        money_mention_id as told_id
    from money
    union all
    select
        *,
        equivalent_of_id as told_id
    from money
    where equivalent_of_id != money_mention_id

),

sums as (

    select
        claims.claim_id,
        claims.article_id,
        claims.commitment_id,
        claims.claim_basis,
        -- "companies" and "the ministry" are many: who is only described is never the same payer
        case
            when claims.payer_entity_id is not null then claims.payer_entity_id
            when
                not regexp_matches(lower(claims.payer_name), '{{ var("private_money_pattern") }}')
                and (claims.language = 'ja' or regexp_matches(claims.payer_name, '\p{Lu}'))
                then lower(claims.payer_name)
        end as payer,
        claims.payer_parent_id,
        claims.payer_country,
        claims.payer_name,
        claims.payer_name_fr,
        claims.published_on,
        claims.purpose,
        claims.sector,
        claims.language,
        money.money_mention_id,
        money.char_start,
        money.char_end,
        money.surface,
        money.currency,
        money.amount_min,
        money.amount_max,
        money.money_mention_id != claims.money_mention_id as is_conversion
    from claims
    inner join told as money
        on
            claims.article_id = money.article_id
            and claims.money_mention_id = money.told_id

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

-- Sums of different commitments in two articles: of a sum that many claims share the earliest, as one pair tells it.
-- Only what decides is held together; the rest of both sums follows when one pair of many is chosen.
stated as (

    select
        claim_id,
        money_mention_id,
        article_id,
        commitment_id,
        currency,
        amount_min,
        amount_max,
        surface,
        is_conversion,
        published_on,
        payer,
        payer_parent_id,
        payer_country,
        sector,
        language
    from sums
    where claim_basis = 'stated'
    qualify
        {{ link_weight('block_claims') }} >= row_number() over (
            partition by currency, amount_max
            order by is_conversion asc, published_on asc nulls last, claim_id asc, money_mention_id asc
        )

),

apart as (

    select
        earlier.currency,
        earlier.amount_max,
        earlier.claim_id,
        earlier.money_mention_id,
        earlier.article_id,
        earlier.published_on,
        earlier.is_conversion,
        later.claim_id as other_claim_id,
        later.money_mention_id as other_money_mention_id,
        later.article_id as other_article_id,
        later.published_on as other_published_on,
        earlier.surface = later.surface as is_written_alike,
        coalesce(earlier.sector != later.sector, false) as is_other_sector,
        abs(later.published_on - earlier.published_on) as gap_days,
        coalesce(
            earlier.payer = later.payer
            or earlier.payer = later.payer_parent_id
            or earlier.payer_parent_id = later.payer
            -- two bodies of one state are told apart by their names, until the older report is taken for old news
            or (
                earlier.payer_parent_id = later.payer_parent_id
                and abs(later.published_on - earlier.published_on) > {{ rule_parameter('R05', 'gap_days') }}
            ),
            false
        ) as is_one_payer,
        coalesce(earlier.payer_country, later.payer_country, '')
        = coalesce(later.payer_country, earlier.payer_country, '') as may_be_one_state
    from stated as earlier
    inner join stated as later
        on
            earlier.currency = later.currency
            and earlier.amount_min = later.amount_min
            and earlier.amount_max = later.amount_max
            and earlier.claim_id < later.claim_id
            and earlier.article_id != later.article_id
            and earlier.commitment_id != later.commitment_id
            -- sums that are only converted alike are confused where they are written alike
            and (not (earlier.is_conversion or later.is_conversion) or earlier.language = later.language)
    -- the same sector may be a link that was missed rather than another story, but not months later
    where is_other_sector or gap_days > {{ rule_parameter('R05', 'gap_days') }}

),

-- Nor where both articles tell one story.
unlinked as (

    select
        apart.*,
        alike.claim_id is not null as has_common_name
    from apart
    anti join stories
        on
            apart.article_id = stories.article_id
            and apart.other_article_id = stories.other_article_id
    left join alike
        on
            apart.claim_id = least(alike.claim_id, alike.other_claim_id)
            and apart.other_claim_id = greatest(alike.claim_id, alike.other_claim_id)

),

-- A round sum is common: it is confused where the payer is one, or a project of another sector has the name of the
-- first.
collisions as (

    select *
    from unlinked
    where if(has_common_name, is_other_sector, is_one_payer)

),

-- Two claims of one article give one sum.
repeated as (

    select
        earlier.currency,
        earlier.amount_max,
        earlier.claim_id,
        earlier.money_mention_id,
        earlier.article_id,
        later.claim_id as other_claim_id,
        later.money_mention_id as other_money_mention_id,
        earlier.surface = later.surface as is_written_alike
    from sums as earlier
    inner join sums as later
        on
            earlier.article_id = later.article_id
            and earlier.currency = later.currency
            and earlier.amount_min = later.amount_min
            and earlier.amount_max = later.amount_max
            and earlier.claim_id < later.claim_id
    where
        not (earlier.is_conversion or later.is_conversion)
        -- "contracts against that same 12 billion": a sum that another is set against is no second promise
        and earlier.claim_basis = 'stated'
        and later.claim_basis = 'stated'

),

-- One pair tells a sum, and one a claim that its article repeats; the same words are the likelier to be confused.
chosen as (

    select
        arg_min(
            {
                'claim_id': claim_id,
                'money_mention_id': money_mention_id,
                'other_claim_id': other_claim_id,
                'other_money_mention_id': other_money_mention_id
            },
            (not is_written_alike, is_conversion, published_on, other_published_on, claim_id, other_claim_id)
        ) as pair
    from collisions
    group by currency, amount_max
    union all
    select
        arg_min(
            {
                'claim_id': claim_id,
                'money_mention_id': money_mention_id,
                'other_claim_id': other_claim_id,
                'other_money_mention_id': other_money_mention_id
            },
            (not is_written_alike, other_claim_id)
        ) as pair
    from repeated
    group by currency, amount_max, claim_id

),

first_collisions as (

    select unnest(pair) from chosen

),

equal_sums as (

    select
        'R05' as rule_id,
        'warn' as severity,
        {{ both_places('earlier', 'later') }},
        earlier.surface as observed,
        'two commitments' as expected,
        null::double as factor,
        printf(
            '%s stands for two commitments: %s (%s) and %s (%s). They must not be merged.',
            earlier.surface,
            coalesce(earlier.payer_name, 'nobody named'),
            coalesce(earlier.purpose, earlier.published_on::varchar, 'undated'),
            coalesce(later.payer_name, 'nobody named'),
            coalesce(later.purpose, later.published_on::varchar, 'undated')
        )
            as explanation,
        printf(
            '%s désigne deux engagements : %s (%s) et %s (%s). Ne pas les fusionner.',
            earlier.surface,
            coalesce(earlier.payer_name_fr, 'personne'),
            coalesce(earlier.purpose, {{ day_in_french("earlier.published_on") }}, 'sans date'),
            coalesce(later.payer_name_fr, 'personne'),
            coalesce(later.purpose, {{ day_in_french("later.published_on") }}, 'sans date')
        )
            as explanation_fr,
        'Tell them apart by payer, purpose and day.' as suggestion,
        null::varchar as commitment_id
    from first_collisions
    inner join sums as earlier
        on
            first_collisions.claim_id = earlier.claim_id
            and first_collisions.money_mention_id = earlier.money_mention_id
    inner join sums as later
        on
            first_collisions.other_claim_id = later.claim_id
            and first_collisions.other_money_mention_id = later.money_mention_id

),

long_apart as (

    select
        article_id,
        other_article_id,
        claim_id,
        other_claim_id,
        money_mention_id,
        other_money_mention_id,
        published_on,
        other_published_on,
        gap_days,
        true as is_one_project
    from alike
    where gap_days > {{ rule_parameter('R18', 'gap_days') }}
    union all by name
    select
        article_id,
        other_article_id,
        claim_id,
        other_claim_id,
        money_mention_id,
        other_money_mention_id,
        published_on,
        other_published_on,
        gap_days,
        false as is_one_project
    from unlinked
    where is_other_sector and may_be_one_state and gap_days > {{ rule_parameter('R18', 'gap_days') }}

),

-- One an article is enough, the nearest.
told_late as (

    select * from long_apart
    qualify
        row_number() over (
            partition by case when published_on < other_published_on then article_id else other_article_id end
            order by is_one_project desc, gap_days asc, claim_id asc, other_claim_id asc
        ) = 1

),

resurfaced as (

    select
        'R18' as rule_id,
        'warn' as severity,
        {{ both_places('earlier', 'later') }},
        earlier.published_on::varchar as observed,
        later.published_on::varchar as expected,
        null::double as factor,
        printf(
            '%s stands in articles %d days apart: %s.',
            earlier.surface,
            told_late.gap_days,
            case
                when told_late.is_one_project then 'the later one tells old news of one project'
                else 'not the same event'
            end
        )
            as explanation,
        printf(
            '%s figure dans des articles distants de %d jours : %s.',
            earlier.surface,
            told_late.gap_days,
            case
                when told_late.is_one_project then 'le second ressert une vieille nouvelle du même projet'
                else 'ce n''est pas le même événement'
            end
        )
            as explanation_fr,
        'Do not take the older article for a confirmation.' as suggestion,
        null::varchar as commitment_id
    from told_late
    inner join sums as earlier
        on
            told_late.claim_id = earlier.claim_id
            and told_late.money_mention_id = earlier.money_mention_id
    inner join sums as later
        on
            told_late.other_claim_id = later.claim_id
            and told_late.other_money_mention_id = later.money_mention_id

),

findings as (

    select * from equal_sums
    union all
    select * from resurfaced

)

select
    {{ finding_columns() }}
from findings
order by rule_id, article_id, char_start, other_article_id, other_char_start
