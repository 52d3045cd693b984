-- How far each commitment can be trusted. One row per commitment.
with

commitments as (

    select * from {{ ref("fct_commitments") }}

),

claims as (

    select * from {{ ref("int_claims_comparable") }}
    where claim_basis != 'compared'

),

articles as (

    select * from {{ ref("dim_articles") }}

),

sources as (

    select * from {{ ref("dim_sources") }}

),

findings as (

    select * from {{ ref("fct_findings") }}
    where status = 'open'

),

claim_mentions as (

    select * from {{ ref("int_claim_mentions") }}

),

money as (

    select * from {{ ref("int_money_resolved") }}

),

chosen as (

    select
        commitments.commitment_id,
        claims.currency,
        claims.low,
        claims.high
    from commitments
    inner join claims on commitments.chosen_claim_id = claims.claim_id
    where claims.amount_max is not null

),

-- A source agrees when any of its reports allows the chosen amount; conversions are the business of R01.
opinions as (

    select
        claims.commitment_id,
        coalesce(articles.independent_source_id, claims.article_id) as source,
        bool_or(claims.low <= chosen.high and chosen.low <= claims.high) as is_agreeing
    from claims
    inner join chosen
        on
            claims.commitment_id = chosen.commitment_id
            and claims.currency = chosen.currency
    inner join articles on claims.article_id = articles.article_id
    group by claims.commitment_id, coalesce(articles.independent_source_id, claims.article_id)

),

agreements as (

    select
        commitment_id,
        count(*) filter (where is_agreeing) / count(*) as agreement_ratio
    from opinions
    group by commitment_id

),

reports as (

    select
        claims.commitment_id,
        min(sources.tier) as best_source_tier,
        max(articles.published_on) as last_reported_on
    from claims
    inner join articles on claims.article_id = articles.article_id
    inner join sources on articles.source_id = sources.source_id
    group by claims.commitment_id

),

-- A finding about a figure is one about the commitment that the figure states.
figures as (

    select distinct
        claims.commitment_id,
        money.article_id,
        money.char_start
    from claim_mentions
    inner join claims on claim_mentions.claim_id = claims.claim_id
    inner join money on claim_mentions.money_mention_id = money.money_mention_id

),

concerned as (

    select
        commitment_id,
        finding_id,
        severity
    from findings
    where commitment_id is not null
    union
    select
        figures.commitment_id,
        findings.finding_id,
        findings.severity
    from findings
    inner join figures
        on
            findings.article_id = figures.article_id
            and findings.char_start = figures.char_start
    union
    select
        figures.commitment_id,
        findings.finding_id,
        findings.severity
    from findings
    inner join figures
        on
            coalesce(findings.other_article_id, findings.article_id) = figures.article_id
            and findings.other_char_start = figures.char_start

),

doubts as (

    select
        commitment_id,
        count(*) filter (where severity = 'error') as open_error_count,
        count(*) filter (where severity = 'warn') as open_warning_count
    from concerned
    group by commitment_id

),

scored as (

    select
        -- keys
        commitments.commitment_id,

        -- who says so
        agreements.agreement_ratio,
        commitments.independent_source_count,
        reports.best_source_tier,
        case when reports.last_reported_on is not null then date '{{ var("as_of_on") }}' - reports.last_reported_on end
            as freshness_days,

        -- how much is known: a point each
        (
            (commitments.payer_name is not null)::integer
            + (commitments.recipient_name is not null)::integer
            + (commitments.purpose is not null)::integer
            + (commitments.amount_min is not null)::integer
            + (commitments.currency is not null)::integer
            + (commitments.period_start is not null)::integer
            + (commitments.period_end is not null)::integer
            + (commitments.status != 'unknown')::integer
            + (commitments.announced_on is not null)::integer
            + (coalesce(commitments.instrument, 'unspecified') != 'unspecified')::integer
        ) as completeness,

        -- what speaks against it
        coalesce(doubts.open_error_count, 0) as open_error_count,
        coalesce(doubts.open_warning_count, 0) as open_warning_count
    from commitments
    left join agreements on commitments.commitment_id = agreements.commitment_id
    left join reports on commitments.commitment_id = reports.commitment_id
    left join doubts on commitments.commitment_id = doubts.commitment_id

)

select * from scored
