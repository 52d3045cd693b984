-- Grain: two claims of one sum that no link has joined, in articles that name the same project, company or programme,
-- the earlier article first.
with

claims as (

    select * from {{ ref("int_claims_comparable") }}
    where
        claim_basis = 'stated'
        and amount_max > 0
        and not is_umbrella
        and not is_sum

),

names as (

    select distinct
        article_id,
        name_key
    from {{ ref("int_subject_names") }}
    where is_rare

),

sums as (

    select
        claims.claim_id,
        claims.article_id,
        claims.commitment_id,
        claims.payer_entity_id,
        claims.payer_name,
        claims.payer_name_fr,
        claims.payer_parent_id,
        claims.published_on,
        money.money_mention_id,
        money.char_start,
        money.char_end,
        money.surface,
        money.currency,
        money.amount_max
    from claims
    inner join {{ ref("int_money_resolved") }} as money on claims.money_mention_id = money.money_mention_id

),

named_sums as (

    select
        sums.claim_id,
        sums.article_id,
        sums.commitment_id,
        sums.currency,
        sums.amount_max,
        sums.published_on,
        names.name_key
    from sums
    inner join names on sums.article_id = names.article_id

),

namesakes as (

    select
        earlier.claim_id,
        later.claim_id as other_claim_id,
        count(distinct earlier.name_key) as shared_name_count
    from named_sums as earlier
    inner join named_sums as later
        on
            earlier.name_key = later.name_key
            and earlier.currency = later.currency
            and earlier.amount_max = later.amount_max
            and earlier.article_id != later.article_id
            and earlier.commitment_id != later.commitment_id
            and (earlier.published_on, earlier.claim_id) < (later.published_on, later.claim_id)
    group by earlier.claim_id, later.claim_id

),

alike as (

    select
        -- keys
        namesakes.claim_id,
        namesakes.other_claim_id,
        earlier.article_id,
        later.article_id as other_article_id,
        earlier.money_mention_id,
        later.money_mention_id as other_money_mention_id,

        -- where
        earlier.char_start,
        earlier.char_end,
        later.char_start as other_char_start,
        later.char_end as other_char_end,

        -- how much
        earlier.surface,
        earlier.currency,
        earlier.amount_max,

        -- who
        earlier.payer_entity_id,
        later.payer_entity_id as other_payer_entity_id,
        earlier.payer_parent_id,
        later.payer_parent_id as other_payer_parent_id,
        earlier.payer_name,
        later.payer_name as other_payer_name,
        earlier.payer_name_fr,
        later.payer_name_fr as other_payer_name_fr,

        -- when
        earlier.published_on,
        later.published_on as other_published_on,
        later.published_on - earlier.published_on as gap_days,

        -- what they share
        namesakes.shared_name_count
    from namesakes
    inner join sums as earlier on namesakes.claim_id = earlier.claim_id
    inner join sums as later on namesakes.other_claim_id = later.claim_id

)

select * from alike
order by claim_id, other_claim_id
