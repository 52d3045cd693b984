{{ config(materialized='incremental') }}
-- One row per name, and per group without a name, that could pay in its sentence. A name that the parser knows only in
-- part is made whole: "Enterprise Ireland" is not Ireland, "the state of Pará" acts for itself.
with

entities as (

    select * from {{ changed_rows('stg_entity_mentions') }}

),

cues as (

    select * from {{ changed_rows('stg_status_cues') }}

),

dates as (

    select * from {{ changed_rows('stg_date_mentions') }}

),

listed as (

    select * from {{ ref('ref_entities') }}

),

openers as (

    select unnest(string_split(forms, '|')) as word
    from {{ ref('ref_entity_shapes') }}
    where part = 'opener'

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

placed as (

    select
        entities.entity_mention_id as candidate_id,
        entities.article_id,
        entities.sentence_index,
        entities.char_start,
        entities.char_end,
        entities.surface,
        entities.entity_id,
        coalesce(lower(entities.entity_type), 'candidate') as entity_type,
        entities.mention_type,
        sentences.language,
        sentences.passage_kind,
        substring(
            sentences.sentence_text, 1, entities.char_start - sentences.char_start
        ) as text_before,
        substring(
            sentences.sentence_text, entities.char_end - sentences.char_start + 1
        ) as text_behind
    from entities
    inner join sentences
        on
            entities.article_id = sentences.article_id
            and entities.sentence_index = sentences.sentence_index
    where not entities.is_duplicate

),

-- "Le ministre du Budget", "the council of ministers" stand for their government where no list knows them.
told as (

    select
        *,
        entity_id is null and regexp_matches(surface, '{{ var("office_pattern") }}') as is_office
    from placed

),

-- What the words around a name tell is read here, once: two halves of a sentence per name would fill the memory.
mentioned as (

    select
        * exclude (is_office, passage_kind, text_before, text_behind) replace (
            case when is_office then 'government' else entity_type end as entity_type,
            case when is_office then 'nominal' else mention_type end as mention_type
        ),
        -- the capitalised words right before a place
        case
            when
                entity_type in ('country', 'region', 'city')
                and mention_type = 'name'
                and language not in ('ja', 'zh', 'ko', 'de')
                and passage_kind not in ('title', 'heading')
                then nullif(regexp_extract(text_before, '{{ var("capitalised_words_pattern") }}', 1), '')
        end as words_before,
        trim(text_before) = trim(words_before) as opens_sentence,
        regexp_matches(text_before, '{{ var("division_of_pattern") }}') as is_division,
        case
            when entity_type = 'ministry'
                then regexp_extract(text_before, '{{ var("nationality_pattern") }}', 1)
        end as nationality,
        -- an analyst, a founder or a lawmaker is named for what they say, and pays for no body, unless they give
        case
            when entity_type = 'person' and mention_type = 'candidate'
                then
                    not regexp_matches(text_behind, '{{ var("donor_behind_pattern") }}')
                    and not regexp_matches(text_before, '{{ var("donor_before_pattern") }}')
            else false
        end as is_speaker,
        case
            when entity_id is null and entity_type in ('candidate', 'other')
                then regexp_matches(text_before, '{{ var("scenery_pattern") }}')
            else false
        end as is_scenery,
        is_scenery or regexp_matches(text_before, '{{ var("place_pattern") }}') as is_place,
        entity_id is null
        and entity_type in ('candidate', 'other', 'organisation', 'company', 'programme')
        and regexp_matches(surface, '{{ var("document_name_pattern") }}') as is_document,
        -- "PC 23", "RN 7": letters with a number are a stretch of land or road
        entity_type = 'candidate'
        and length(surface) <= {{ claim_parameter('shortest_name') }}
        and upper(surface) = surface
        and regexp_matches(text_behind, '{{ var("stretch_behind_pattern") }}') as is_numbered,
        entity_type = 'candidate' and regexp_matches(text_behind, '{{ var("adjective_pattern") }}') as is_adjective
    from told

),

-- The capitalised words right before a place: a body named after it, unless they open the sentence or name a day.
whole_names as (

    select
        prefixed.candidate_id,
        prefixed.words_before
    from mentioned as prefixed
    left join openers on split_part(prefixed.words_before, ' ', 1) = openers.word
    left join dates
        on
            prefixed.article_id = dates.article_id
            and dates.char_end between prefixed.char_start - length(prefixed.words_before) and prefixed.char_start
    left join mentioned as persons
        on
            prefixed.article_id = persons.article_id
            and persons.entity_type = 'person'
            and persons.char_end = prefixed.char_start - 1
    where
        prefixed.words_before is not null
        and openers.word is null
        and dates.article_id is null
        and persons.article_id is null
        and not regexp_matches(prefixed.words_before, '{{ var("direction_pattern") }}')
        and (
            not prefixed.opens_sentence
            or contains(trim(prefixed.words_before), ' ')
            -- a country has its article in French: "Sports Kenya" is a name
            or (prefixed.language = 'fr' and prefixed.entity_type = 'country')
        )

),

-- コロンビア財務省: a ministry that the list knows in one country is not the one of the country written before it.
homes as (

    select
        mentioned.candidate_id,
        countries.surface
    from mentioned
    inner join listed on mentioned.entity_id = listed.entity_id
    inner join mentioned as countries
        on
            mentioned.article_id = countries.article_id
            and mentioned.char_start = countries.char_end
            and countries.entity_type = 'country'
    inner join listed as listed_countries on countries.entity_id = listed_countries.entity_id
    where mentioned.entity_type = 'ministry' and listed.country != listed_countries.country

),

named as (

    select
        mentioned.candidate_id,
        mentioned.article_id,
        mentioned.sentence_index,
        mentioned.char_start
        - coalesce(length(whole_names.words_before), 0)
        - coalesce(length(homes.surface), 0) as char_start,
        mentioned.char_end,
        concat(whole_names.words_before, homes.surface, mentioned.surface) as surface,
        case
            when mentioned.entity_id is not null then null
            when mentioned.is_division
                then 'Government of ' || mentioned.surface
            when entity_type = 'ministry' and lower(mentioned.surface) = mentioned.surface
                then nullif(concat(mentioned.nationality, mentioned.surface), mentioned.surface)
        end as full_name,
        case
            when whole_names.candidate_id is null and homes.candidate_id is null then mentioned.entity_id
        end as entity_id,
        case
            when whole_names.candidate_id is not null then 'agency'
            when
                mentioned.entity_id is null
                and (
                    mentioned.is_division
                    or regexp_matches(mentioned.surface, '{{ var("eastern_division_pattern") }}')
                )
                then 'region'
            -- "the Korean company": an adjective with a capital stands for the company named before
            when mentioned.is_adjective then 'company'
            else mentioned.entity_type
        end as entity_type,
        case when mentioned.is_adjective then 'nominal' else mentioned.mention_type end as mention_type,
        entity_type not in ('company', 'bank', 'investor', 'candidate', 'foundation') as is_public,
        mentioned.is_place,
        mentioned.is_scenery or mentioned.is_numbered or mentioned.is_speaker or mentioned.is_document as is_scene
    from mentioned
    left join whole_names on mentioned.candidate_id = whole_names.candidate_id
    left join homes on mentioned.candidate_id = homes.candidate_id

),

-- "des fonds publics" is money, not a payer: a fund in lower case that holds nobody's listed name has none of its own.
nameless as (

    select funds.candidate_id
    from named as funds
    where
        funds.entity_id is null
        and funds.entity_type = 'fund'
        and lower(funds.surface) = funds.surface
        and upper(funds.surface) != funds.surface
        and not exists (
            select 1 from named as owners
            where
                owners.article_id = funds.article_id
                and owners.entity_id is not null
                and owners.char_start >= funds.char_start
                and owners.char_end <= funds.char_end
        )

),

-- "32 companies" and "the private sector" pay too, without a name.
unnamed as (

    select * from {{ changed_rows('int_payer_groups') }}

),

-- "The state government", "the Centre": what the words for a group cover is no name, nor is a word that is a cue
-- itself, such as "Budget" with a capital.
worded as (

    select distinct named.candidate_id
    from named
    inner join cues
        on
            named.article_id = cues.article_id
            and named.sentence_index = cues.sentence_index
            and named.char_start >= cues.char_start
            and named.char_end <= cues.char_end
    where
        (named.entity_id is null and (cues.cue_type = 'party' or named.entity_type = 'candidate'))
        or (cues.cue_code in ('regional_payers', 'municipal_payers') and named.char_start > cues.char_start)
        or (
            named.mention_type = 'nominal'
            and cues.cue_type = 'party'
            and named.char_end - named.char_start < cues.char_end - cues.char_start
        )

),

-- A word inside a name is not a payer of its own.
covered as (

    select distinct unnamed.candidate_id
    from unnamed
    inner join named
        on
            unnamed.article_id = named.article_id
            and unnamed.sentence_index = named.sentence_index
            and unnamed.char_start < named.char_end
            and unnamed.char_end > named.char_start
            and (
                (
                    named.entity_id is not null
                    and named.mention_type != 'nominal'
                    and not (
                        unnamed.entity_type in ('unnamed_region', 'unnamed_city')
                        and unnamed.char_start < named.char_start
                        and unnamed.char_end >= named.char_end
                    )
                )
                or length(named.surface) > length(unnamed.surface)
            )

),

-- Nor is "the state" of "the state of Pará": the name behind it pays.
completed as (

    select
        unnamed.candidate_id,
        complements.candidate_id as complement_id
    from unnamed
    inner join named as complements
        on
            unnamed.article_id = complements.article_id
            and unnamed.sentence_index = complements.sentence_index
            and complements.char_start - unnamed.char_end between 3 and 5
            and complements.entity_type in ('candidate', 'region', 'city', 'other')
    inner join sentences
        on
            unnamed.article_id = sentences.article_id
            and unnamed.sentence_index = sentences.sentence_index
    where unnamed.mention_type = 'nominal'
        and regexp_full_match(
            substring(
                sentences.sentence_text,
                unnamed.char_end - sentences.char_start + 1,
                complements.char_start - unnamed.char_end
            ),
            '{{ var("of_name_pattern") }}'
        )

),

free_unnamed as (

    select unnamed.*
    from unnamed
    anti join covered on unnamed.candidate_id = covered.candidate_id
    anti join completed on unnamed.candidate_id = completed.candidate_id

),

-- "The Development Bank of Korea": the country inside a listed name is no name of its own.
nested as (

    select distinct inner_names.candidate_id
    from named as inner_names
    inner join named as outer_names
        on
            inner_names.article_id = outer_names.article_id
            and inner_names.sentence_index = outer_names.sentence_index
            and inner_names.char_start >= outer_names.char_start
            and inner_names.char_end <= outer_names.char_end
            and inner_names.char_end - inner_names.char_start < outer_names.char_end - outer_names.char_start
    where
        outer_names.entity_id is not null
        or (
            inner_names.entity_id is null
            and outer_names.entity_type in ('ministry', 'agency', 'government', 'parliament', 'university', 'region')
        )

),

-- "The NSW Government": the region right before the word says whose government it is.
regional as (

    select distinct nominals.candidate_id
    from named as nominals
    inner join named as regions
        on
            nominals.article_id = regions.article_id
            and nominals.sentence_index = regions.sentence_index
            and nominals.char_start - regions.char_end = 1
    where nominals.mention_type = 'nominal' and nominals.entity_type = 'government' and regions.entity_type = 'region'

),

-- "Le groupe minier Éramine", "the carmaker, Volta Mobility", "Orbitalis, the Longueuil company that owns it": the word
-- for a company beside a name says what the name is, and stands for none named before.
titled as (

    select
        nominals.candidate_id,
        bodies.candidate_id as body_id
    from named as nominals
    inner join named as bodies
        on
            nominals.article_id = bodies.article_id
            and nominals.sentence_index = bodies.sentence_index
            and greatest(bodies.char_start - nominals.char_end, nominals.char_start - bodies.char_end)
            between 1 and {{ claim_parameter('title_chars') }}
    inner join sentences
        on
            nominals.article_id = sentences.article_id
            and nominals.sentence_index = sentences.sentence_index
    where
        nominals.mention_type = 'nominal'
        and nominals.entity_type in ('company', 'fund', 'bank', 'agency')
        and bodies.mention_type != 'nominal'
        and (
            bodies.entity_type in ('company', 'bank', 'investor', 'fund', 'candidate')
            or (nominals.entity_type = 'bank' and bodies.entity_type in ('agency', 'igo'))
            or (nominals.entity_type = 'agency' and bodies.entity_type = 'agency')
        )
        and regexp_full_match(
            substring(
                sentences.sentence_text,
                least(nominals.char_end, bodies.char_end) - sentences.char_start + 1,
                greatest(nominals.char_start, bodies.char_start) - least(nominals.char_end, bodies.char_end)
            ),
            case
                when nominals.char_start < bodies.char_start then '{{ var("title_gap_pattern") }}'
                else '{{ var("apposed_gap_pattern") }}'
            end
        )

),

-- "Uganda's Ministry of Works": the name is the listed one, and its owner only tells which.
possessed as (

    select distinct outer_names.candidate_id
    from named as outer_names
    inner join named as inner_names
        on
            outer_names.article_id = inner_names.article_id
            and outer_names.char_end = inner_names.char_end
            and outer_names.entity_type = inner_names.entity_type
    where
        outer_names.entity_id is null
        and inner_names.entity_id is not null
        and regexp_matches(
            left(outer_names.surface, inner_names.char_start - outer_names.char_start), '[’\x27]s $'
        )

),

-- "Valmet of Finland": the country behind a firm only tells where it is from.
origins as (

    select distinct countries.candidate_id
    from named as countries
    inner join named as firms
        on
            countries.article_id = firms.article_id
            and countries.char_start = firms.char_end + 4
    inner join sentences
        on
            countries.article_id = sentences.article_id
            and countries.sentence_index = sentences.sentence_index
    where
        countries.entity_type = 'country'
        and firms.entity_type in ('company', 'candidate', 'bank', 'investor')
        and not regexp_matches(firms.surface, '{{ var("state_noun_pattern") }}')
        and substring(sentences.sentence_text, firms.char_end - sentences.char_start + 1, 4) = ' of '

),

opening as (

    select
        candidate_id,
        article_id,
        sentence_index,
        char_start,
        char_end,
        surface,
        full_name,
        entity_id,
        entity_type,
        'candidate' as mention_type,
        false as is_public,
        false as is_place,
        false as completes_group
    from {{ changed_rows('int_names_opening') }}

),

-- What opens a sentence and is short for a body named before is told by more than its capital: that row takes the place
-- of the parser's mention.
shortened as (

    select named.candidate_id
    from named
    inner join opening
        on
            named.article_id = opening.article_id
            and named.char_start = opening.char_start

),

-- "The ministry pays 3 billion, PGZ 2 billion and Eurenco 1.6 billion": who stands alone between two sums of a list
-- bears the second, known or not.
listed_sums as (

    select
        sums.money_mention_id,
        sums.article_id,
        sums.sentence_index,
        sums.char_start,
        sentences.char_start as sentence_start,
        sentences.sentence_text,
        lag(sums.char_end) over (
            partition by sums.article_id, sums.sentence_index order by sums.char_start
        ) as previous_end
    from {{ changed_rows('int_money_resolved') }} as sums
    inner join sentences
        on
            sums.article_id = sentences.article_id
            and sums.sentence_index = sentences.sentence_index
    where not sums.is_duplicate

),

gapped as (

    select
        article_id,
        sentence_index,
        char_start,
        case
            when char_start - previous_end between 4 and {{ claim_parameter('clause_chars') }}
                then
                    nullif(
                        regexp_extract(
                            substring(
                                sentence_text, previous_end - sentence_start + 1, char_start - previous_end
                            ),
                            '{{ var("gapped_name_pattern") }}', 1
                        ), ''
                    )
        end as surface
    from listed_sums

),

unlisted as (

    select
        gapped.article_id || '-g' || gapped.char_start as candidate_id,
        gapped.article_id,
        gapped.sentence_index,
        gapped.char_start - 1 - length(gapped.surface) as char_start,
        gapped.char_start - 1 as char_end,
        gapped.surface,
        null::varchar as full_name,
        null::varchar as entity_id,
        'candidate' as entity_type,
        'candidate' as mention_type,
        false as is_public,
        false as is_place,
        false as completes_group
    from gapped
    where
        gapped.surface is not null
        and not exists (
            select 1 from entities
            where
                entities.article_id = gapped.article_id
                and entities.sentence_index = gapped.sentence_index
                and entities.char_start < gapped.char_start
                and entities.char_end > gapped.char_start - 1 - length(gapped.surface)
        )
        and not exists (
            select 1 from dates
            where
                dates.article_id = gapped.article_id
                and dates.char_start < gapped.char_start
                and dates.char_end > gapped.char_start - 1 - length(gapped.surface)
        )

),

excluded as (

    select candidate_id
    from named
    where is_scene
    union all
    select candidate_id from origins
    union all
    select candidate_id from shortened
    union all
    select candidate_id from possessed
    union all
    select candidate_id from regional
    union all
    select candidate_id from titled
    union all
    select candidate_id from nameless
    union all
    select candidate_id from nested
    union all
    select candidate_id from worded

),

candidates as (

    select
        named.* exclude (is_scene) replace (
            case
                when named.entity_type = 'candidate' and named.candidate_id in (select titled.body_id from titled)
                    then 'company'
                else named.entity_type
            end as entity_type
        ),
        named.candidate_id in (select completed.complement_id from completed) as completes_group
    from named
    anti join excluded on named.candidate_id = excluded.candidate_id
    union all
    select
        *,
        false as completes_group
    from free_unnamed
    union all by name
    select * from opening
    union all by name
    select * from unlisted

)

select * from candidates
order by article_id, char_start, candidate_id
