{{ config(materialized='incremental') }}
-- One row per amount and name that its sentence offers as payer, under the name and id that it pays by, ranked by its
-- points. Office holders, parliaments and "the state" stand for a government; "the minister's department" for the one
-- named before.
with

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

candidates as (

    select
        * exclude (entity_id),
        -- "the Company" of a notice is whose notice it is, whatever company it named last
        coalesce(
            mention_type = 'nominal' and regexp_matches(surface, '{{ var("own_notice_pattern") }}'), false
        ) as is_own_notice,
        case when not is_own_notice then entity_id end as entity_id,
        coalesce(
            mention_type = 'nominal' and entity_type = 'government', false
        ) as is_nominal_government,
        entity_type = 'unnamed_public' and regexp_matches(surface, '{{ var("the_state_pattern") }}') as is_the_state,
        entity_id is null and regexp_matches(surface, '{{ var("treasury_pattern") }}') as is_treasury,
        entity_type = 'unnamed_region' and starts_with(surface, '道') as is_do,
        coalesce(
            mention_type = 'nominal' and entity_type in ('company', 'fund', 'bank', 'agency'), false
        ) as is_nominal_company,
        entity_type = 'parliament'
        and regexp_full_match(surface, '{{ var("any_parliament_pattern") }}') as is_any_parliament,
        coalesce(
            entity_type in ('person', 'parliament', 'country')
            or (
                entity_type in ('ministry', 'government')
                and entity_id is null
                and mention_type = 'nominal'
            ), false
        ) as is_for_main_government
    from {{ changed_rows('int_payer_candidates') }}

),

names as (

    select * from {{ ref('ref_entities') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

-- One row per type of name that stands for the government: a left join is quick on equalities alone.
entity_governments as (

    select
        entity_id,
        government_id,
        government_name,
        unnest(
            ['person', 'parliament', 'country']
            || case when is_acting_for_government then ['region', 'government'] else [] end
        ) as entity_type
    from {{ ref('int_entity_governments') }}

),

main_governments as (

    select * from {{ changed_rows('int_article_governments') }}
    where rank = 1

),

-- "The ministry", "the lender" without a listed name is the one that the article named last; "the central bank"
-- is one of its own, never the lender beside it, and 同社 no fund, which would be 同基金:
-- it goes on about the company that the text spoke of last, as its topic or with which a sentence began.
spoken_names as (

    select
        candidates.money_mention_id,
        candidates.candidate_id,
        entities.entity_id as spoken_id,
        entities.surface as spoken_name
    from candidates
    inner join {{ changed_rows('stg_entity_mentions') }} as entities
        on
            candidates.article_id = entities.article_id
            and candidates.char_start > entities.char_start
            and case candidates.entity_type
                when 'company'
                    then
                        lower(entities.entity_type) in ('company', 'bank', 'investor')
                        or (
                            lower(entities.entity_type) = 'fund'
                            and not regexp_matches(candidates.surface, '{{ var("company_word_pattern") }}')
                        )
                when 'bank' then lower(entities.entity_type) in ('bank', 'igo', 'agency', 'company', 'fund')
                else lower(entities.entity_type) = candidates.entity_type
            end
    left join names as listed on entities.entity_id = listed.entity_id
    left join sentences
        on
            case when candidates.surface in ('同社', '自社') then entities.article_id end = sentences.article_id
            and entities.sentence_index = sentences.sentence_index
    where
        candidates.entity_type in ('ministry', 'company', 'fund', 'bank', 'agency')
        and candidates.mention_type = 'nominal'
        and candidates.entity_id is null
        and entities.mention_type != 'nominal'
        and not entities.is_duplicate
        and not candidates.is_own_notice
        and case
            when regexp_matches(candidates.surface, '{{ var("central_bank_pattern") }}')
                then
                    regexp_matches(
                        concat_ws('/', listed.name_en, entities.surface), '{{ var("central_bank_pattern") }}'
                    )
            when candidates.entity_type = 'bank'
                then regexp_matches(coalesce(listed.name_en, entities.surface), '{{ var("bank_name_pattern") }}')
            else true
        end
    qualify
        row_number() over (
            partition by candidates.money_mention_id, candidates.candidate_id
            order by
                coalesce(
                    regexp_matches(
                        substring(sentences.sentence_text, entities.char_end - sentences.char_start + 1),
                        '{{ var("eastern_topic_pattern") }}'
                    )
                    or (
                        entities.char_start = sentences.char_start
                        and substring(sentences.sentence_text, entities.char_end - sentences.char_start + 1, 1) = 'が'
                    ), false
                ) desc,
                entities.char_start desc
        ) = 1

),

-- Whose notice it is: who is told to be called "the Company" in it, else the first name that it tells twice.
notice_names as (

    select
        mentions.article_id,
        mentions.entity_id,
        coalesce(names.name_en, {{ own_name('mentions.surface') }}) as notice_name
    from (
        select
            *,
            count(*) over (partition by article_id, surface) as told_count
        from {{ changed_rows('stg_entity_mentions') }}
        where
            article_id in (
                select candidates.article_id from candidates
                where candidates.is_own_notice
            )
    ) as mentions
    inner join sentences
        on
            mentions.article_id = sentences.article_id
            and mentions.sentence_index = sentences.sentence_index
    left join names on mentions.entity_id = names.entity_id
    where
        coalesce(lower(mentions.entity_type), 'company') in ('company', 'bank', 'investor')
        and mentions.mention_type is distinct from 'nominal'
    qualify
        row_number() over (
            partition by mentions.article_id
            order by
                regexp_matches(
                    substring(sentences.sentence_text, mentions.char_end - sentences.char_start + 1),
                    '{{ var("called_pattern") }}'
                ) desc,
                mentions.told_count > 1 desc,
                mentions.char_start asc
        ) = 1

),

-- Where no company is known as such, "the company" is the unlisted name that the article uses most.
frequent_names as (

    select
        article_id,
        surface
    from {{ changed_rows('int_payer_names') }}
    where
        entity_id is null
        and entity_type in ('candidate', 'company')
        and mention_type is distinct from 'nominal'
        and length(surface) >= {{ claim_parameter('shortest_name') }}
    group by article_id, surface
    having not bool_or(is_place)
    qualify
        row_number() over (partition by article_id order by count(*) desc, min(char_start) asc, surface asc) = 1

),

full_names as (

    select
        short_names.article_id,
        short_names.surface,
        first(long_names.surface order by length(long_names.surface) desc, long_names.char_start asc) as full_name,
        first(long_names.entity_id order by length(long_names.surface) desc, long_names.char_start asc) as full_id
    from (
        select distinct
            article_id,
            surface
        from candidates
        where entity_id is null and entity_type in ('candidate', 'company', 'bank', 'investor', 'fund')
    ) as short_names
    inner join {{ changed_rows('stg_entity_mentions') }} as long_names
        on
            short_names.article_id = long_names.article_id
            and starts_with(long_names.surface, short_names.surface || ' ')
    where coalesce(lower(long_names.entity_type), 'company') in ('company', 'bank', 'investor', 'fund', 'candidate')
    group by short_names.article_id, short_names.surface

),

-- "The Council", "la Banque": the first word of the only body of the article whose name begins with it; "the Bank": the
-- last word of the first body whose name ends with it.
body_names as (

    select
        short_names.article_id,
        short_names.surface,
        coalesce(names.name_en, long_names.surface) as full_name,
        long_names.entity_id as full_id
    from (
        select distinct
            article_id,
            surface
        from candidates
        where
            entity_id is null
            and (entity_type = 'candidate' or is_treasury)
            and regexp_full_match(surface, '\p{Lu}\p{Ll}{3,}')
    ) as short_names
    inner join {{ changed_rows('stg_entity_mentions') }} as long_names
        on
            short_names.article_id = long_names.article_id
            and (
                starts_with(long_names.surface, short_names.surface || ' ')
                or (
                    ends_with(long_names.surface, ' ' || short_names.surface)
                    -- the Council of the University is not the University
                    and not regexp_matches(long_names.surface, ' (?:of|for|and|the|de|du|la) \p{L}+$')
                )
            )
    left join names on long_names.entity_id = names.entity_id
    where lower(long_names.entity_type) in ('agency', 'fund', 'bank', 'igo', 'ministry', 'parliament', 'university')
    qualify
        row_number() over (
            partition by short_names.article_id, short_names.surface order by long_names.char_start
        ) = 1
        and (
            ends_with(long_names.surface, ' ' || short_names.surface)
            or min(coalesce(long_names.entity_id, long_names.surface)) over (
                partition by short_names.article_id, short_names.surface
            ) = max(coalesce(long_names.entity_id, long_names.surface)) over (
                partition by short_names.article_id, short_names.surface
            )
        )

),

-- 投資庁 behind オマーン投資庁: the only body of the article whose name ends with it, and whose country is dropped.
known_bodies as (

    select
        short_names.article_id,
        short_names.surface,
        min(long_names.surface) as full_name
    from (
        select distinct
            article_id,
            surface,
            entity_type
        from candidates
        where entity_id is null and entity_type in ('ministry', 'agency', 'fund') and mention_type = 'candidate'
    ) as short_names
    inner join {{ changed_rows('stg_entity_mentions') }} as long_names
        on
            short_names.article_id = long_names.article_id
            and short_names.entity_type = lower(long_names.entity_type)
    inner join {{ changed_rows('stg_entity_mentions') }} as countries
        on
            long_names.article_id = countries.article_id
            and lower(countries.entity_type) = 'country'
            and countries.surface || short_names.surface = long_names.surface
    where long_names.entity_id is null
    group by short_names.article_id, short_names.surface
    having count(distinct long_names.surface) = 1

),

local_governments as (

    select * from {{ changed_rows('int_amount_governments') }}

),

-- Office holders, parliaments, countries and "the state" stand for a government; "the province" for the region that is
-- named nearest before, and so does "the state" of a federal country behind the name of one.
resolved as (

    select
        candidates.* exclude (entity_id, surface, is_own_notice, is_the_state, is_treasury, is_do, is_any_parliament),
        case
            when hokkaido.entity_id is not null then hokkaido.entity_id
            when candidates.entity_type = 'unnamed_region' then local_governments.region_id
            when candidates.is_the_state and local_governments.has_federal_region then local_governments.region_id
            when candidates.entity_type = 'unnamed_private' then null
            when
                candidates.entity_type = 'unnamed_public'
                or (candidates.is_nominal_government and local_governments.government_id is not null)
                -- "the National Assembly" is many a state's: it votes the money of its own
                or (candidates.is_any_parliament and coalesce(local_governments.is_own_money, false))
                then local_governments.government_id
            when candidates.entity_type = 'unnamed_city' then local_governments.city_id
            when candidates.entity_type in ('unnamed_local', 'unnamed_group') then null
            when spoken_names.spoken_name is not null then spoken_names.spoken_id
            when candidates.is_own_notice then notice_names.entity_id
            when candidates.is_nominal_company then candidates.entity_id
            else coalesce(
                    entity_governments.government_id,
                    case when candidates.is_for_main_government then local_governments.government_id end,
                    candidates.entity_id,
                    full_names.full_id,
                    body_names.full_id,
                    case when candidates.is_treasury then local_governments.government_id end
                )
        end as payer_entity_id,
        case
            when hokkaido.entity_id is not null then hokkaido.name_en
            when candidates.entity_type = 'unnamed_region'
                then coalesce(
                        local_governments.region_name,
                        nullif(regexp_extract(candidates.surface, '{{ var("eastern_region_pattern") }}', 1), '')
                    )
            when candidates.is_the_state and local_governments.has_federal_region
                then local_governments.region_name
            when candidates.entity_type = 'unnamed_private' and candidates.mention_type = 'nominal'
                then '{{ var("private_payer_name") }}'
            when
                candidates.entity_type = 'unnamed_public'
                or (candidates.is_nominal_government and local_governments.government_id is not null)
                -- "the National Assembly" is many a state's: it votes the money of its own
                or (candidates.is_any_parliament and coalesce(local_governments.is_own_money, false))
                then local_governments.government_name
            when
                candidates.entity_type = 'unnamed_city'
                and (
                    local_governments.city_id is not null
                    or regexp_matches(candidates.surface, '{{ var("city_noun_pattern") }}')
                )
                then {{ city_government('local_governments.city_name') }}
            when candidates.entity_type = 'unnamed_city' then local_governments.city_name
            when candidates.entity_type in ('unnamed_local', 'unnamed_group')
                then lower(regexp_replace(candidates.surface, '{{ var("article_word_pattern") }}', ''))
            when spoken_names.spoken_name is not null then coalesce(spoken_bodies.name_en, spoken_names.spoken_name)
            when candidates.is_own_notice then notice_names.notice_name
            when candidates.is_nominal_company and candidates.entity_type in ('company', 'fund')
                then coalesce(names.name_en, frequent_names.surface)
            when candidates.is_nominal_company then names.name_en
            else coalesce(
                    entity_governments.government_name,
                    case when candidates.is_for_main_government then local_governments.government_name end,
                    {{ regional_government('candidates.entity_type', 'names') }},
                    names.name_en,
                    candidates.full_name,
                    full_names.full_name,
                    body_names.full_name,
                    case when candidates.is_treasury then local_governments.government_name end,
                    known_bodies.full_name,
                    {{ own_name('candidates.surface') }}
                )
        end as payer_name,
        candidates.surface as payer_surface
    from candidates
    left join entity_governments
        on
            candidates.entity_id = entity_governments.entity_id
            and candidates.entity_type = entity_governments.entity_type
    left join names on candidates.entity_id = names.entity_id
    left join local_governments on candidates.money_mention_id = local_governments.money_mention_id
    left join names as hokkaido
        on
            case when candidates.is_do and local_governments.government_id = 'gov-jp' then '{{ var("do_region") }}' end
            = hokkaido.entity_id
    left join spoken_names
        on
            candidates.money_mention_id = spoken_names.money_mention_id
            and candidates.candidate_id = spoken_names.candidate_id
    left join names as spoken_bodies on spoken_names.spoken_id = spoken_bodies.entity_id
    left join frequent_names on candidates.article_id = frequent_names.article_id
    left join notice_names on candidates.article_id = notice_names.article_id
    left join full_names
        on
            candidates.article_id = full_names.article_id
            and case when candidates.entity_id is null then candidates.surface end = full_names.surface
    left join body_names
        on
            candidates.article_id = body_names.article_id
            and case when candidates.entity_id is null then candidates.surface end = body_names.surface
    left join known_bodies
        on
            candidates.article_id = known_bodies.article_id
            and case when candidates.entity_id is null then candidates.surface end = known_bodies.surface

),


lending as (

    select distinct
        article_id,
        sentence_index
    from {{ changed_rows('stg_status_cues') }}
    where cue_type = 'instrument' and cue_code in ('loan', 'grant') and not is_negated

),

-- "The European Union and Côte d'Ivoire signed a grant": of a lender and the government that the article is about, the
-- lender pays.
borrowers as (

    select distinct
        receivers.money_mention_id,
        receivers.candidate_id
    from resolved as receivers
    inner join main_governments
        on
            receivers.article_id = main_governments.article_id
            and receivers.payer_entity_id = main_governments.government_id
    inner join lending
        on
            receivers.article_id = lending.article_id
            and receivers.sentence_index = lending.sentence_index
    inner join resolved as lenders on receivers.money_mention_id = lenders.money_mention_id
    inner join amounts on receivers.money_mention_id = amounts.money_mention_id
    where
        regexp_matches(lenders.payer_name, '{{ var("lender_pattern") }}')
        and lenders.payer_entity_id is not null
        and regexp_full_match(
            lower(substring(
                amounts.sentence_text,
                least(lenders.char_end, receivers.char_end) - amounts.sentence_start + 1,
                greatest(lenders.char_start, receivers.char_start) - least(lenders.char_end, receivers.char_end)
            )),
            '{{ var("signatories_pattern") }}'
        )

),

contracted as (

    select distinct money_mention_id from resolved
    where is_contractor

),

-- "WEG will deliver the turbines for 85 million, and Y": the price of works is not paid by who is named for the sum
-- before, nor by whom the sentence goes on to.
bystanders as (

    select
        resolved.money_mention_id,
        resolved.candidate_id
    from resolved
    inner join amounts on resolved.money_mention_id = amounts.money_mention_id
    inner join contracted on resolved.money_mention_id = contracted.money_mention_id
    where
        case
            when resolved.is_before then resolved.char_start < coalesce(amounts.previous_end, 0)
            else coalesce(resolved.party_before, '') not in ('source', 'payer')
        end
        and resolved.entity_type in ('company', 'candidate', 'bank', 'investor', 'other')
    union
    -- "Rotem won the works for 1,800 million, of which 180 have been paid": who is paid the whole does not pay the part
    select
        resolved.money_mention_id,
        resolved.candidate_id
    from resolved
    inner join amounts on resolved.money_mention_id = amounts.money_mention_id
    inner join resolved as earlier
        on
            resolved.article_id = earlier.article_id
            and resolved.candidate_id = earlier.candidate_id
            and earlier.is_contractor
    inner join amounts as wholes
        on
            earlier.money_mention_id = wholes.money_mention_id
            and amounts.char_start > wholes.char_start
    where
        resolved.is_before
        -- "and will invest 40 million" is its own money
        and not regexp_matches(
            lower(substring(
                amounts.sentence_text,
                (wholes.char_start - amounts.sentence_start + 1)::bigint,
                (amounts.char_start - wholes.char_start)::bigint
            )),
            '{{ var("own_spending_pattern") }}'
        )

),

ranked as (

    select
        resolved.*,
        row_number() over (
            partition by resolved.money_mention_id
            order by resolved.score desc, resolved.char_start asc, resolved.candidate_id asc
        ) as rank
    from resolved
    anti join borrowers
        on
            resolved.money_mention_id = borrowers.money_mention_id
            and resolved.candidate_id = borrowers.candidate_id
    anti join bystanders
        on
            resolved.money_mention_id = bystanders.money_mention_id
            and resolved.candidate_id = bystanders.candidate_id
    where resolved.payer_name is not null

)

select * from ranked
order by money_mention_id, rank
