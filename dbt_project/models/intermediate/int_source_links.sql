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

figures as (

    select * from {{ ref('int_article_figures') }}

),

entities as (

    select * from {{ ref('stg_entity_mentions') }}

),

agencies as (

    select * from {{ ref('ref_news_agencies') }}

),

numbered as (

    select
        article_id,
        row_number() over (order by article_id) as article_number
    from (select article_id from articles)

),

shingle_counts as (

    select
        numbered.article_number,
        count(*) as shingle_count
    from shingles
    inner join numbered on shingles.article_id = numbered.article_id
    group by numbered.article_number

),

shared_by_few as (

    select shingle
    from shingles
    group by shingle
    having count(*) between 2 and {{ claim_parameter('common_shingle_articles') }}

),

selective_shingles as materialized (

    select
        numbered.article_number,
        shingles.shingle
    from shingles
    inner join shared_by_few on shingles.shingle = shared_by_few.shingle
    inner join numbered on shingles.article_id = numbered.article_id

),

shared_shingles as (

    select
        a.article_number,
        b.article_number as other_article_number,
        count(*) as shared_count
    from selective_shingles as a
    inner join selective_shingles as b
        on
            a.shingle = b.shingle
            and a.article_number < b.article_number
    group by a.article_number, b.article_number

),

-- Most articles that share a run of words share little more: what no figure in common makes a copy is dropped here.
shares_in_common as materialized (

    select
        shared_shingles.article_number,
        shared_shingles.other_article_number,
        shared_shingles.shared_count::double / least(a_counts.shingle_count, b_counts.shingle_count) as score
    from shared_shingles
    inner join shingle_counts as a_counts on shared_shingles.article_number = a_counts.article_number
    inner join shingle_counts as b_counts on shared_shingles.other_article_number = b_counts.article_number
    where
        shared_shingles.shared_count::double / least(a_counts.shingle_count, b_counts.shingle_count)
        >= least({{ rule_parameter('R20', 'jaccard_minimum') }}, {{ claim_parameter('copied_share') }})

),

copies as (

    select
        a.article_id,
        b.article_id as other_article_id,
        shares_in_common.score
    from shares_in_common
    inner join numbered as a on shares_in_common.article_number = a.article_number
    inner join numbered as b on shares_in_common.other_article_number = b.article_number

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

-- Editions of one outlet in two languages, whether or not their claims could be linked: names are written otherwise.
-- Two spans of days, so that reports as near as one announcement is told meet in one of them, whatever the outlet has.
sites as (

    select
        hosts.article_id,
        hosts.language,
        hosts.published_on,
        hosts.host,
        (hosts.published_on - date '1970-01-01') // {{ claim_parameter('report_days') }}::integer + spans.span as span
    from (
        select
            article_id,
            language,
            published_on,
            nullif(regexp_extract(url, '^[a-z]+://([^/]+)', 1), '') as host
        from articles
        where published_on is not null
    ) as hosts
    cross join (values (0), (1)) as spans (span)
    qualify count(*) over (partition by hosts.host, span) <= {{ claim_parameter('common_report_articles') }}

),

editions as (

    select distinct
        a.article_id,
        b.article_id as other_article_id
    from sites as a
    inner join sites as b
        on
            a.host = b.host
            and a.span = b.span
            and a.language != b.language
            and a.article_id < b.article_id
    where abs(a.published_on - b.published_on) <= {{ claim_parameter('report_days') }}

),

shared as materialized (

    select
        pairs.article_id,
        pairs.other_article_id,
        len(list_intersect(a.figure_keys, b.figure_keys)) as shared_figure_count,
        least(len(a.figure_keys), len(b.figure_keys)) as least_figure_count
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
        union
        select
            article_id,
            other_article_id
        from editions
    ) as pairs
    inner join figures as a on pairs.article_id = a.article_id
    inner join figures as b on pairs.other_article_id = b.article_id
    where shared_figure_count > 0

),

-- Two reports in the words of one template are no copies unless they share a figure too.
near_copies as (

    select
        copies.article_id,
        copies.other_article_id,
        'near_copy' as reason,
        copies.score
    from copies
    left join shared
        on
            copies.article_id = shared.article_id
            and copies.other_article_id = shared.other_article_id
    where
        copies.score >= case
            when shared.article_id is null then {{ rule_parameter('R20', 'jaccard_minimum') }}
            else {{ claim_parameter('copied_share') }}
        end

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

dated_pairs as materialized (

    select
        shared.article_id,
        shared.other_article_id,
        shared.shared_figure_count,
        shared.least_figure_count,
        (a.language is distinct from b.language) as has_other_language,
        a.publisher is null and b.publisher is null as is_anonymous,
        nullif(regexp_extract(a.url, '^[a-z]+://([^/]+)', 1), '') as first_host,
        nullif(regexp_extract(b.url, '^[a-z]+://([^/]+)', 1), '') as second_host,
        shared.shared_figure_count >= {{ claim_parameter('report_figures') }}
        or (
            shared.least_figure_count >= {{ claim_parameter('report_least_figures') }}
            and shared.shared_figure_count
            >= {{ claim_parameter('report_figure_share') }} * shared.least_figure_count
        ) as shares_figures,
        announcements.article_id is not null as is_linked
    from shared
    left join announcements
        on
            shared.article_id = announcements.article_id
            and shared.other_article_id = announcements.other_article_id
    left join editions
        on
            shared.article_id = editions.article_id
            and shared.other_article_id = editions.other_article_id
    inner join articles as a on shared.article_id = a.article_id
    inner join articles as b on shared.other_article_id = b.article_id
    where
        coalesce(abs(a.published_on - b.published_on), 0) <= {{ claim_parameter('report_days') }}
        and coalesce(announcements.announcement_days_apart, 0) <= {{ claim_parameter('report_announcement_days') }}
        and (is_linked or (editions.article_id is not null and shares_figures))

),

-- Only of these are the texts read: a pattern that is looked for in a whole text costs as much as all else here.
told_articles as (

    select * from articles
    where
        article_id in (
            select dated_pairs.article_id from dated_pairs
            union
            select dated_pairs.other_article_id from dated_pairs
        )

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
    from told_articles
    where regexp_matches(text, '{{ var("dateline_wire_pattern") }}')

),

-- Outlets under the name that others would credit, without what stands behind it in brackets.
outlets as (

    select
        article_id,
        lower(trim(regexp_replace(publisher, '[(（].*$', ''))) as outlet_name,
        lower(text) as lower_text
    from told_articles

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
            when dated_pairs.shares_figures then 'same_announcement'
        end as reason,
        dated_pairs.shared_figure_count::double as score
    from dated_pairs
    left join credited
        on
            dated_pairs.article_id = credited.article_id
            and dated_pairs.other_article_id = credited.other_article_id

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
