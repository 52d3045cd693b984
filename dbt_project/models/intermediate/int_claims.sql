{{ config(materialized='incremental') }}
-- One row per article and asserted commitment, complete: payer, recipient, purpose, amount, horizon, stage, quote.
with

stated as (

    select * from {{ changed_rows('int_claims_stated') }}

),

compared as (

    select * from {{ changed_rows('int_claims_compared') }}

),

unquantified as (

    select * from {{ changed_rows('int_claims_unquantified') }}

),

parts as (

    select * from {{ changed_rows('int_claim_parts') }}

),

rests as (

    select distinct
        whole_id,
        rest_payer_name
    from {{ changed_rows('int_claim_remainders') }}

),

candidates as (

    select * from {{ changed_rows('int_payer_candidates') }}

),

amount_cues as (

    select * from {{ changed_rows('int_amount_cues') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

articles as (

    select * from {{ changed_rows('stg_articles') }}

),

dates as (

    select * from {{ changed_rows('stg_date_mentions') }}

),

entities as (

    select * from {{ changed_rows('stg_entity_mentions') }}

),

purposes as (

    select * from {{ changed_rows('int_claim_purposes') }}

),

ladder as (

    select * from {{ ref('ref_statuses') }}

),

-- An umbrella is paid by the payers of its parts. What a thing costs is a claim only as such a sum.
umbrellas as (

    select
        parts.whole_id as claim_id,
        bool_or(parts.relation in ('umbrella', 'joint')) as is_umbrella,
        bool_or(parts.relation in ('umbrella', 'joint', 'sum')) as is_sum,
        -- a part may itself be paid by several: each of them is named once
        array_to_string(list_sort(list_distinct(string_split(concat_ws(
            '; ',
            string_agg(distinct stated.payer_name, '; ' order by stated.payer_name)
            filter (where parts.relation in ('umbrella', 'joint', 'sum')),
            any_value(rests.rest_payer_name)
        ), '; '))), '; ') as payer_names,
        bool_or(stated.is_public_payer) as has_public_part
    from parts
    inner join stated on parts.claim_id = stated.claim_id
    left join rests on parts.whole_id = rests.whole_id
    group by parts.whole_id

),

part_relations as (

    select
        claim_id,
        first(relation order by relation = 'umbrella' desc, relation asc, whole_id asc) as relation,
        first(whole_id order by relation = 'umbrella' desc, relation asc, whole_id asc) as whole_id
    from parts
    where relation not in ('sum', 'joint')
    group by claim_id

),

-- "A will provide 7 million, B 5 and C 6, from April 2026 to March 2031": the years that a list of shares tells once,
-- or a sentence beside it, are those of the whole, if that has none of its own.
listed_years as (

    select
        part_relations.whole_id,
        any_value(part.period_start) as period_start,
        any_value(part.period_end) as period_end,
        min(part.period_basis) as period_basis
    from part_relations
    inner join stated as part on part_relations.claim_id = part.claim_id
    inner join stated as whole on part_relations.whole_id = whole.claim_id
    where part_relations.relation = 'umbrella' and coalesce(whole.period_start, whole.period_end) is null
    group by part_relations.whole_id
    having
        count(distinct part.sentence_index) = 1
        and min(part.period_end) = max(part.period_end)
        and min(part.period_start) is not distinct from max(part.period_start)
        and (
            bool_and(part.period_basis = 'span' and part.period_end is not null)
            or bool_or(part.period_basis = 'paragraph')
        )

),

-- What a payer's share leaves open it has from its whole: a share of a signed agreement is signed, but who gives it may
-- do so in other years than the whole runs, and the years of works that a sentence around them tells are those of their
-- cost. A part of a year's budget is of that year. A part of what is only asked for or thought of is no more than that.
shared as (

    select
        part.claim_id,
        whole.status,
        whole.status_cue,
        whole.status_cue_start,
        whole.status_cue_end,
        whole.status_strength,
        whole.period_start,
        whole.period_end,
        whole.period_basis,
        whole.horizon_years,
        part.status = 'announced'
        and case
            when part_relations.relation = 'umbrella'
                then
                    whole.status_level between 3 and 6
                    -- a cabinet or a chamber decides on public money
                    and (part.is_public_payer or whole.status_level = {{ claim_parameter('granted_level') }})
            else whole.status in ('considered', 'budget_requested')
        end as has_stage,
        part_relations.relation != 'umbrella'
        and coalesce(whole.status_level between 3 and 5, false)
        and coalesce(whole.period_end - whole.period_start <= {{ claim_parameter('one_year_days') }}, false)
        and coalesce(whole.period_basis, '') != 'works'
        and part.period_start is null
        and part.period_end is null
        and part.horizon_years is null
        and coalesce(whole.period_start, whole.period_end) is not null as has_horizon,
        part_relations.relation = 'umbrella'
        and (
            coalesce(whole.is_cost and part.period_basis in ('paragraph', 'works'), false)
            or listed_years.whole_id is not null
        ) as is_loose
    from part_relations
    inner join stated as part on part_relations.claim_id = part.claim_id
    inner join stated as whole on part_relations.whole_id = whole.claim_id
    left join listed_years on part_relations.whole_id = listed_years.whole_id
    where part_relations.relation = 'umbrella' or (part_relations.relation = 'part' and part.status = 'announced')

),

united as (

    select
        stated.claim_id,
        stated.article_id,
        stated.money_mention_id,
        'stated' as claim_basis,
        stated.passage_index,
        stated.sentence_index,
        stated.char_start,
        stated.char_end,
        stated.amount_min,
        stated.amount_max,
        stated.currency,
        stated.printed_precision,
        stated.modality,
        stated.per,
        stated.statement_count,
        stated.is_deal,
        stated.is_request,
        stated.is_call,
        stated.is_attraction,
        stated.role_score,
        case
            when coalesce(umbrellas.is_sum, false) and stated.partner_count = 0 then null
            when stated.partner_count > 0 then null
            else stated.payer_entity_id
        end as payer_entity_id,
        case
            when coalesce(umbrellas.is_sum, false) then umbrellas.payer_names
            else stated.payer_name
        end as payer_name,
        stated.payer_basis,
        stated.is_public_payer or coalesce(umbrellas.has_public_part, false) as is_public_payer,
        coalesce(umbrellas.is_umbrella, false)
        or (stated.partner_count > 0 and not coalesce(umbrellas.is_sum, false)) as is_umbrella,
        coalesce(umbrellas.is_sum, false) as is_sum,
        part_relations.relation as part_relation,
        case when shared.has_stage then shared.status else stated.status end as status,
        case when shared.has_stage then shared.status_cue else stated.status_cue end as status_cue,
        case when shared.has_stage then shared.status_cue_start else stated.status_cue_start end as status_cue_start,
        case when shared.has_stage then shared.status_cue_end else stated.status_cue_end end as status_cue_end,
        case when shared.has_stage then shared.status_strength else stated.status_strength end as status_strength,
        case
            when shared.has_horizon then shared.period_start
            when listed_years.whole_id is not null then listed_years.period_start
            when not coalesce(shared.is_loose, false) then stated.period_start
        end as period_start,
        case
            when shared.has_horizon then shared.period_end
            when listed_years.whole_id is not null then listed_years.period_end
            when not coalesce(shared.is_loose, false) then stated.period_end
        end as period_end,
        case
            when shared.has_horizon then shared.period_basis
            when listed_years.whole_id is not null then listed_years.period_basis
            when not coalesce(shared.is_loose, false) then stated.period_basis
        end as period_basis,
        coalesce(stated.horizon_years, case when shared.has_horizon then shared.horizon_years end) as horizon_years
    from stated
    left join umbrellas on stated.claim_id = umbrellas.claim_id
    left join part_relations on stated.claim_id = part_relations.claim_id
    left join shared on stated.claim_id = shared.claim_id
    left join listed_years on stated.claim_id = listed_years.whole_id
    where not coalesce(stated.is_cost, false) or coalesce(umbrellas.is_sum, false)
    union all by name
    select
        *,
        'compared' as claim_basis,
        1 as statement_count,
        true as is_public_payer,
        'sentence' as payer_basis
    from compared
    union all by name
    select
        *,
        'unquantified' as claim_basis,
        status_cue_start as char_start,
        status_cue_end as char_end,
        1 as statement_count,
        true as is_public_payer,
        'sentence' as payer_basis
    from unquantified

),

-- Recipient: the name that a preposition of receiving introduces, nearest to the amount, else the one that the purpose
-- begins with.
marked_recipients as (

    select
        money_mention_id,
        surface as recipient_name,
        entity_id as recipient_entity_id
    from candidates
    where party_before = 'recipient' or party_after = 'recipient'
    qualify
        row_number() over (
            partition by money_mention_id
            order by
                entity_type in ('country', 'city', 'region', 'parliament') asc,
                gap asc,
                char_start asc,
                candidate_id asc
        ) = 1

),

purpose_beginnings as (

    select
        claim_id,
        purpose_start,
        purpose_start + {{ claim_parameter('recipient_gap') }} as reach_end
    from purposes

),

named_recipients as (

    select
        united.claim_id,
        entities.surface as recipient_name,
        entities.entity_id as recipient_entity_id
    from united
    inner join purpose_beginnings on united.claim_id = purpose_beginnings.claim_id
    inner join entities
        on
            united.article_id = entities.article_id
            and purpose_beginnings.purpose_start <= entities.char_start
            and purpose_beginnings.reach_end >= entities.char_start
    where
        coalesce(entities.entity_type, '') not in ('city', 'region', 'person')
        and entities.surface != coalesce(united.payer_name, '')
    qualify
        row_number() over (
            partition by united.claim_id
            order by entities.char_start asc, entities.char_end desc
        ) = 1

),

instruments as (

    select
        money_mention_id,
        cue_code as instrument
    from amount_cues
    where cue_type = 'instrument' and not is_negated
    qualify row_number() over (partition by money_mention_id order by strength desc, gap asc, cue_start asc) = 1

),

sectors as (

    select
        sentences.article_id,
        cues.cue_code as sector,
        count(*) as cue_count
    from {{ changed_rows('stg_status_cues') }} as cues
    inner join sentences
        on
            cues.article_id = sentences.article_id
            and cues.sentence_index = sentences.sentence_index
    where cues.cue_type = 'sector' and not cues.is_duplicate
    group by sentences.article_id, cues.cue_code

),

near_sectors as (

    select
        amount_cues.money_mention_id,
        amount_cues.cue_code as sector
    from amount_cues
    left join sectors
        on
            amount_cues.article_id = sectors.article_id
            and amount_cues.cue_code = sectors.sector
    where amount_cues.cue_type = 'sector'
    qualify
        row_number() over (
            partition by amount_cues.money_mention_id
            order by amount_cues.strength desc, sectors.cue_count desc, amount_cues.cue_code asc
        ) = 1

),

article_sectors as (

    select
        article_id,
        sector
    from sectors
    qualify row_number() over (partition by article_id order by cue_count desc, sector asc) = 1

),

-- The day of an announcement stands in its sentence, before the publication.
announcements as (

    select
        united.claim_id,
        dates.start_on as announced_on
    from united
    inner join articles on united.article_id = articles.article_id
    inner join dates
        on
            united.article_id = dates.article_id
            and united.sentence_index = dates.sentence_index
            and dates.start_on = dates.end_on
    where dates.start_on <= coalesce(articles.published_until_on, dates.start_on)
        and coalesce(dates.mod, '') not in ('by', 'from')
    qualify
        row_number() over (
            partition by united.claim_id
            order by
                abs(dates.char_start - coalesce(united.status_cue_start, united.char_start)) asc, dates.char_start asc
        ) = 1

),

announcers as (

    select
        united.claim_id,
        entities.surface as announcer_name
    from united
    inner join entities
        on
            united.article_id = entities.article_id
            and united.sentence_index = entities.sentence_index
    where lower(entities.entity_type) in ('person', 'ministry', 'government', 'company') and not entities.is_duplicate
    qualify
        row_number() over (
            partition by united.claim_id
            order by lower(entities.entity_type) = 'person' desc, entities.char_start asc
        ) = 1

),

quoted as (

    select
        united.*,
        coalesce(sentences.written_text, sentences.sentence_text) as sentence_text,
        sentences.language
    from united
    inner join sentences
        on
            united.article_id = sentences.article_id
            and united.sentence_index = sentences.sentence_index

),

completed as (

    select
        -- keys
        quoted.claim_id,
        quoted.article_id,
        quoted.money_mention_id,
        quoted.claim_basis,

        -- who
        quoted.payer_entity_id,
        quoted.payer_name,
        quoted.payer_basis,
        quoted.is_public_payer,
        coalesce(marked_recipients.recipient_name, named_recipients.recipient_name) as recipient_name,
        case
            when marked_recipients.recipient_name is not null then marked_recipients.recipient_entity_id
            else named_recipients.recipient_entity_id
        end as recipient_entity_id,
        announcers.announcer_name,
        coalesce(announcements.announced_on, articles.published_on) as announced_on,

        -- what for
        purposes.purpose,
        coalesce(near_sectors.sector, article_sectors.sector) as sector,
        case
            when quoted.is_deal then 'equity'
            when instruments.instrument is not null then instruments.instrument
            else 'unspecified'
        end as instrument,

        -- how much
        quoted.amount_min,
        quoted.amount_max,
        quoted.currency,
        quoted.printed_precision,
        quoted.modality,
        case
            when quoted.money_mention_id is null then 'none'
            when quoted.claim_basis = 'compared' then 'comparison'
            when quoted.is_umbrella or quoted.is_sum then 'total'
            when quoted.part_relation = 'yearly_slice' or quoted.per = 'year' then 'annual'
            when quoted.part_relation is not null then 'part'
            when quoted.modality = 'at_most' then 'up_to'
            else 'total'
        end as amount_kind,
        coalesce(quoted.is_deal, false) as is_deal,
        coalesce(quoted.is_call, false) as is_call,
        coalesce(quoted.is_attraction, false) as is_attraction,
        coalesce(quoted.is_request, false) as is_request,
        coalesce(quoted.is_umbrella, false) as is_umbrella,
        coalesce(quoted.is_sum, false) as is_sum,
        quoted.part_relation,

        -- when
        quoted.period_start,
        quoted.period_end,
        case
            when quoted.period_start is not null and quoted.period_end is not null
                then quoted.period_start::varchar || '/' || quoted.period_end::varchar
            when quoted.period_start is not null then quoted.period_start::varchar || '/..'
            when quoted.period_end is not null then '../' || quoted.period_end::varchar
        end as period_edtf,
        quoted.horizon_years,
        quoted.period_basis,

        -- how far
        quoted.status,
        ladder.level as status_level,
        quoted.status_cue,
        quoted.status_cue_start,
        quoted.status_cue_end,

        -- where it stands
        quoted.passage_index,
        quoted.sentence_index,
        quoted.char_start,
        quoted.char_end,
        trim(quoted.sentence_text) as quote,
        quoted.language,
        quoted.statement_count,
        round(least(
            {{ claim_parameter('confidence_of_sum') }}
            + case
                when quoted.payer_basis in ('sentence', 'role') then {{ claim_parameter('confidence_of_told_payer') }}
                else {{ claim_parameter('confidence_of_other_payer') }}
            end
            + case when quoted.status_cue is not null then {{ claim_parameter('confidence_of_stage') }} else 0.0 end
            + {{ claim_parameter('confidence_of_role') }} * least(
                coalesce(quoted.role_score, {{ claim_parameter('silent_role_points') }}),
                {{ claim_parameter('most_role_points') }}
            )
            + case when quoted.currency is not null then {{ claim_parameter('confidence_of_detail') }} else 0.0 end
            + case when quoted.period_start is not null then {{ claim_parameter('confidence_of_detail') }} else 0.0 end
            + case when quoted.statement_count > 1 then {{ claim_parameter('confidence_of_detail') }} else 0.0 end
            - case
                when quoted.claim_basis != 'stated' then {{ claim_parameter('doubt_of_indirect_claim') }} else 0.0
            end,
            {{ claim_parameter('most_confidence') }}
        ), 2)::double as confidence
    from quoted
    left join purposes on quoted.claim_id = purposes.claim_id
    inner join articles on quoted.article_id = articles.article_id
    left join marked_recipients on quoted.money_mention_id = marked_recipients.money_mention_id
    left join named_recipients on quoted.claim_id = named_recipients.claim_id
    left join instruments on quoted.money_mention_id = instruments.money_mention_id
    left join near_sectors on quoted.money_mention_id = near_sectors.money_mention_id
    left join article_sectors on quoted.article_id = article_sectors.article_id
    left join announcements on quoted.claim_id = announcements.claim_id
    left join announcers on quoted.claim_id = announcers.claim_id
    left join ladder on quoted.status = ladder.status

)

select * from completed
order by claim_id
