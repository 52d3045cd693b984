-- One row per pair of articles of which one depends on the other, with the reason: a near copy, the two languages of
-- one publisher, a report that credits the other's outlet or the same agency, or two that share the figures of one
-- announcement. Reporters who heard the same minister share a sum or two; who copies shares most of what is printed.
-- Two texts of which neither tells where it appeared confirm nothing to each other.
with

articles as (

    select * from {{ ref('stg_articles') }}

),

shingles as (

    select * from {{ ref('int_article_shingles') }}

),

claims as (

    select * from {{ ref('int_claims') }}

),

linked as (

    select * from {{ ref('int_claims_linked') }}

),

amounts as (

    select * from {{ ref('int_money_resolved') }}

),

entities as (

    select * from {{ ref('stg_entity_mentions') }}

),

agencies as (

    select * from {{ ref('ref_news_agencies') }}

),

selective_shingles as (

    select *
    from shingles
    qualify count(*) over (partition by shingle) <= {{ claim_parameter('common_shingle_articles') }}

),

shingle_counts as (

    select
        article_id,
        count(*) as shingle_count
    from shingles
    group by article_id

),

copies as (

    select
        a.article_id,
        b.article_id as other_article_id,
        count(*) as shared_count
    from selective_shingles as a
    inner join selective_shingles as b
        on
            a.shingle = b.shingle
            and a.article_id < b.article_id
    group by a.article_id, b.article_id

),

figures as (

    select distinct
        article_id,
        currency,
        amount_max
    from amounts
    where
        not is_duplicate
        and amount_max >= {{ claim_parameter('least_claim_amount') }}
        and currency is not null
        and not is_vague

),

commitment_reports as (

    select
        linked.cluster_id,
        linked.article_id,
        min(claims.announced_on) as announced_on
    from linked
    inner join claims on linked.claim_id = claims.claim_id
    group by linked.cluster_id, linked.article_id
    qualify count(*) over (partition by linked.cluster_id) <= {{ claim_parameter('common_report_articles') }}

),

report_pairs as (

    select distinct
        a.article_id,
        b.article_id as other_article_id
    from commitment_reports as a
    inner join commitment_reports as b
        on
            a.cluster_id = b.cluster_id
            and a.article_id < b.article_id

),

-- Held fast: joined in one go, all articles would meet that print some figure.
told_figures as materialized (

    select
        pairs.article_id,
        pairs.other_article_id,
        figures.currency,
        figures.amount_max
    from (
        select
            article_id,
            other_article_id
        from copies
        union
        select
            article_id,
            other_article_id
        from report_pairs
    ) as pairs
    inner join figures on pairs.article_id = figures.article_id

),

shared as (

    select
        told_figures.article_id,
        told_figures.other_article_id,
        count(*) as shared_figure_count
    from told_figures
    inner join figures
        on
            told_figures.other_article_id = figures.article_id
            and told_figures.currency = figures.currency
            and told_figures.amount_max = figures.amount_max
    group by told_figures.article_id, told_figures.other_article_id

),

-- Two reports in the words of one template are no copies unless they share a figure too.
near_copies as (

    select
        copies.article_id,
        copies.other_article_id,
        'near_copy' as reason,
        copies.shared_count::double / least(a.shingle_count, b.shingle_count) as score
    from copies
    inner join shingle_counts as a on copies.article_id = a.article_id
    inner join shingle_counts as b on copies.other_article_id = b.article_id
    left join shared
        on
            copies.article_id = shared.article_id
            and copies.other_article_id = shared.other_article_id
    where
        copies.shared_count::double / least(a.shingle_count, b.shingle_count) >= case
            when shared.article_id is null then {{ rule_parameter('R20', 'jaccard_minimum') }}
            else {{ claim_parameter('copied_share') }}
        end

),

figure_counts as (

    select
        article_id,
        count(*) as figure_count
    from figures
    group by article_id

),

-- The wire that an article names: a listed one, or the name in brackets of its dateline: "ABIDJAN, 17 oct. (AGP) –".
wires as (

    select distinct
        entities.article_id,
        entities.entity_id as wire_name
    from entities
    inner join agencies on entities.entity_id = agencies.entity_id
    union
    select
        article_id,
        lower(regexp_extract(text, '{{ var("dateline_wire_pattern") }}', 1)) as wire_name
    from articles
    where regexp_matches(text, '{{ var("dateline_wire_pattern") }}')

),

-- Outlets under the name that others would credit, without what stands behind it in brackets.
outlets as (

    select
        article_id,
        lower(trim(regexp_replace(publisher, '[(（].*$', ''))) as outlet_name,
        lower(text) as lower_text
    from articles

),

dated_pairs as (

    select
        report_pairs.article_id,
        report_pairs.other_article_id,
        (a.language is distinct from b.language) as has_other_language,
        a.publisher is null and b.publisher is null as is_anonymous,
        a.published_on as first_on,
        b.published_on as second_on,
        nullif(regexp_extract(a.url, '^[a-z]+://([^/]+)', 1), '') as first_host,
        nullif(regexp_extract(b.url, '^[a-z]+://([^/]+)', 1), '') as second_host
    from report_pairs
    inner join articles as a on report_pairs.article_id = a.article_id
    inner join articles as b on report_pairs.other_article_id = b.article_id

),

-- Announcement days that the two texts state for what they share; null where a text states none.
announcements as (

    select
        a.article_id,
        b.article_id as other_article_id,
        min(abs(a.announced_on - b.announced_on)) as announcement_days_apart
    from commitment_reports as a
    inner join commitment_reports as b
        on
            a.cluster_id = b.cluster_id
            and a.article_id < b.article_id
    group by a.article_id, b.article_id

),

credited as (

    select
        dated_pairs.article_id,
        dated_pairs.other_article_id
    from dated_pairs
    inner join outlets as a on dated_pairs.article_id = a.article_id
    inner join outlets as b on dated_pairs.other_article_id = b.article_id
    where
        a.outlet_name != b.outlet_name
        and (
            (
                length(a.outlet_name) >= {{ claim_parameter('outlet_name_chars') }}
                and contains(b.lower_text, a.outlet_name)
            )
            or (
                length(b.outlet_name) >= {{ claim_parameter('outlet_name_chars') }}
                and contains(a.lower_text, b.outlet_name)
            )
        )
    union
    select
        dated_pairs.article_id,
        dated_pairs.other_article_id
    from dated_pairs
    inner join wires as a on dated_pairs.article_id = a.article_id
    inner join wires as b
        on
            dated_pairs.other_article_id = b.article_id
            and a.wire_name = b.wire_name

),

same_report as (

    select
        dated_pairs.article_id,
        dated_pairs.other_article_id,
        case
            when
                dated_pairs.first_host = dated_pairs.second_host and dated_pairs.has_other_language
                then 'publisher_languages'
            when credited.article_id is not null then 'credited_report'
            when dated_pairs.is_anonymous then 'unnamed_outlets'
            when
                shared.shared_figure_count >= {{ claim_parameter('report_figures') }}
                or (
                    least(a.figure_count, b.figure_count) >= {{ claim_parameter('report_least_figures') }}
                    and shared.shared_figure_count
                    >= {{ claim_parameter('report_figure_share') }} * least(a.figure_count, b.figure_count)
                )
                then 'same_announcement'
        end as reason,
        shared.shared_figure_count::double as score
    from dated_pairs
    inner join shared
        on
            dated_pairs.article_id = shared.article_id
            and dated_pairs.other_article_id = shared.other_article_id
    inner join figure_counts as a on dated_pairs.article_id = a.article_id
    inner join figure_counts as b on dated_pairs.other_article_id = b.article_id
    left join credited
        on
            dated_pairs.article_id = credited.article_id
            and dated_pairs.other_article_id = credited.other_article_id
    left join announcements
        on
            dated_pairs.article_id = announcements.article_id
            and dated_pairs.other_article_id = announcements.other_article_id
    where
        coalesce(abs(dated_pairs.first_on - dated_pairs.second_on), 0) <= {{ claim_parameter('report_days') }}
        and coalesce(announcements.announcement_days_apart, 0) <= {{ claim_parameter('report_announcement_days') }}

)

select
    article_id,
    other_article_id,
    reason,
    score
from near_copies
union all
select
    same_report.article_id,
    same_report.other_article_id,
    same_report.reason,
    same_report.score
from same_report
anti join near_copies
    on
        same_report.article_id = near_copies.article_id
        and same_report.other_article_id = near_copies.other_article_id
where same_report.reason is not null
order by article_id, other_article_id
