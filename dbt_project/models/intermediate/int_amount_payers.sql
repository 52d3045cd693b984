{{ config(materialized='incremental') }}
-- One row per claimable amount: who pays it, and how that is known. A payer of its own sentence comes first, then the
-- payer of the paragraph, then the main public payer of the article.
with

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

resolved as (

    select * from {{ changed_rows('int_payers_resolved') }}

),

governments as (

    select
        *,
        points >= {{ claim_parameter('rival_country_ratio') }} * max(points) over (partition by article_id) as is_rival
    from {{ changed_rows('int_article_governments') }}

),

names as (

    select * from {{ ref('ref_entities') }}

),

subjects as (

    select * from {{ changed_rows('int_sentence_subjects') }}

),

instruments as (

    select * from {{ changed_rows('stg_status_cues') }}
    where cue_type = 'instrument' and not is_negated

),

openings as (

    select
        article_id,
        sentence_index
    from {{ changed_rows('int_sentences_cut') }}
    where passage_kind in ('title', 'body', 'list_item', 'summary')
    qualify row_number() over (partition by article_id order by sentence_index) <= 3

),

local_governments as (

    select * from {{ changed_rows('int_amount_governments') }}

),

ranked as (

    select * from resolved
    where score >= {{ claim_parameter('payer_least') }}

),

best as (

    select * from ranked
    where rank = 1

),

-- "Polarbird closed a Series B": who raises money is no payer of it, but of what is done with it.
raisers as (

    select * from resolved
    where is_raiser
    qualify row_number() over (partition by money_mention_id order by score desc, char_start asc, candidate_id asc) = 1

),

-- "Quebec and Ottawa promised": names that only a conjunction parts pay together.
partners as (

    select
        best.money_mention_id,
        string_agg(distinct others.payer_name, '; ' order by others.payer_name) as partner_names,
        count(distinct others.payer_name) as partner_count
    from best
    inner join ranked as others
        on
            best.money_mention_id = others.money_mention_id
            and best.payer_name != others.payer_name
            and coalesce(best.payer_entity_id, best.payer_name) != coalesce(others.payer_entity_id, others.payer_name)
            and best.is_before = others.is_before
            and greatest(best.char_start, others.char_start) - least(best.char_end, others.char_end)
            between 1 and {{ claim_parameter('conjunction_chars') }}
    inner join amounts on best.money_mention_id = amounts.money_mention_id
    where
        best.entity_type != 'person'
        and others.entity_type != 'person'
        -- "A and B will pay 58 and 24 million respectively" deals its sums out
        and not (
            coalesce(amounts.previous_end, amounts.next_start) is not null
            and regexp_matches(amounts.sentence_text, '{{ var("respectively_pattern") }}')
        )
        and (best.entity_type not like 'unnamed%' or others.entity_type not like 'unnamed%')
        and regexp_full_match(
            lower(substring(
                amounts.sentence_text,
                least(best.char_end, others.char_end) - amounts.sentence_start + 1,
                greatest(best.char_start, others.char_start) - least(best.char_end, others.char_end)
            )),
            '{{ var("conjunction_pattern") }}'
        )
    group by best.money_mention_id

),

-- "Industrialists such as Toyota or Kioxia", トヨタなど3社: the examples name the payers.
examples as (

    select
        best.money_mention_id,
        string_agg(distinct others.payer_name, '; ' order by others.payer_name) as example_names
    from best
    inner join resolved as leaders
        on
            best.money_mention_id = leaders.money_mention_id
            and leaders.party_before = 'example'
            and leaders.char_start - best.char_end between 1 and {{ claim_parameter('example_gap') }}
    inner join resolved as others
        on
            best.money_mention_id = others.money_mention_id
            and others.char_start between leaders.char_start
            and leaders.char_end + {{ claim_parameter('example_gap') }}
            and leaders.is_before = others.is_before
    where
        best.entity_type = 'unnamed_private'
        and others.entity_type in ('company', 'bank', 'investor', 'fund', 'igo', 'agency', 'candidate')
    group by best.money_mention_id
    union all
    select
        best.money_mention_id,
        string_agg(distinct others.payer_name, '; ' order by others.payer_name) as example_names
    from best
    inner join amounts on best.money_mention_id = amounts.money_mention_id
    inner join resolved as others
        on
            best.money_mention_id = others.money_mention_id
            and best.char_start - others.char_end between 2 and {{ claim_parameter('example_gap') }}
    where
        amounts.language = 'ja'
        and best.entity_type = 'unnamed_private'
        and best.mention_type = 'counted'
        and others.entity_type in ('company', 'bank', 'investor', 'fund', 'igo', 'agency', 'candidate')
        and regexp_full_match(
            substring(
                amounts.sentence_text,
                others.char_end - amounts.sentence_start + 1,
                best.char_start - others.char_end
            ),
            '{{ var("eastern_example_pattern") }}'
        )
    group by best.money_mention_id

),

-- "The rail agency gets 14 billion": who receives in its sentence.
receivers as (

    select distinct
        article_id,
        sentence_index,
        payer_name
    from resolved
    where party_after = 'recipient'

),

-- Whom the article is about: a payer of one of its sums, or whom its first sentences speak of.
mentioned_payers as (

    select
        article_id,
        sentence_index,
        payer_entity_id,
        payer_name,
        is_public,
        entity_type,
        score
    from best
    where
        entity_type != 'unnamed_private'
        -- a lender, or whose grant is used, named only behind its own sum pays no other
        and (is_before or (entity_type != 'igo' and party_after is distinct from 'payer'))
    union all
    select
        article_id,
        sentence_index,
        payer_entity_id,
        payer_name,
        is_public,
        entity_type,
        score
    from raisers
    union all
    select
        subjects.article_id,
        subjects.sentence_index,
        subjects.payer_entity_id,
        subjects.payer_name,
        subjects.is_public,
        'subject' as entity_type,
        0.0 as score
    from subjects
    inner join openings
        on
            subjects.article_id = openings.article_id
            and subjects.sentence_index = openings.sentence_index
    anti join receivers
        on
            subjects.article_id = receivers.article_id
            and subjects.sentence_index = receivers.sentence_index
            and subjects.payer_name = receivers.payer_name

),

counted_payers as (

    select
        mentioned_payers.article_id,
        mentioned_payers.payer_entity_id,
        mentioned_payers.payer_name,
        bool_or(mentioned_payers.is_public) as is_public,
        bool_and(mentioned_payers.entity_type like 'unnamed%') as is_unnamed,
        -- a council is one body among others, and another country only compares
        bool_or(
            mentioned_payers.entity_type in ('government', 'ministry', 'country', 'person', 'parliament')
            and not coalesce(names.entity_id like 'gov-__-%' and names.parent_entity_id is null, false)
            and coalesce(governments.is_rival, true)
        ) as is_governing,
        min(mentioned_payers.sentence_index) as first_sentence,
        round(sum(mentioned_payers.score), 6) as score,  -- in whatever order the rows come
        bool_or(openings.article_id is not null) as is_opening,
        count(*) filter (where mentioned_payers.entity_type != 'subject') as sum_count,
        coalesce(
            max(
                case
                    when bool_or(mentioned_payers.is_public)
                        then count(*) filter (where mentioned_payers.entity_type != 'subject')
                end
            ) over (partition by mentioned_payers.article_id), 0
        ) as public_sum_count
    from mentioned_payers
    left join openings
        on
            mentioned_payers.article_id = openings.article_id
            and mentioned_payers.sentence_index = openings.sentence_index
    left join names on mentioned_payers.payer_entity_id = names.entity_id
    left join governments
        on
            mentioned_payers.article_id = governments.article_id
            and names.country = governments.country
    group by mentioned_payers.article_id, mentioned_payers.payer_entity_id, mentioned_payers.payer_name

),

-- A report on a company opens with one that pays more of its sums than any public body; else public bodies come first.
main_payers as (

    select
        article_id,
        payer_entity_id,
        payer_name,
        is_public
    from counted_payers
    qualify
        row_number() over (
            partition by article_id
            order by
                is_unnamed asc,
                is_opening and not is_public and sum_count > greatest(public_sum_count, 1) desc,
                -- who lends from afar, named for its own sum alone, comes behind who opens the article
                is_public and (is_opening or is_governing) desc,
                is_opening or is_governing desc,
                is_public desc,
                is_governing desc,
                first_sentence asc,  -- whom the article is about it names first
                score desc,
                payer_name asc
        ) = 1

),

-- Who the article opens with: the first ministry of its title or first two sentences. One that no list knows belongs to
-- the country of the article, unless that is federal: it may be a region's.
leads as (

    select
        amounts_of_article.article_id,
        entities.entity_id as payer_entity_id,
        coalesce(names.name_en, entities.surface) as payer_name,
        {{ stands_for_government('entities') }} as is_for_government,
        coalesce(entity_governments.country, governments.country) as country
    from (select distinct article_id from amounts) as amounts_of_article
    inner join openings on amounts_of_article.article_id = openings.article_id
    inner join {{ changed_rows('stg_entity_mentions') }} as entities
        on
            openings.article_id = entities.article_id
            and openings.sentence_index = entities.sentence_index
    left join names on entities.entity_id = names.entity_id
    left join
        {{ ref('int_entity_governments') }} as entity_governments
        on entities.entity_id = entity_governments.entity_id
    left join governments
        on
            case when entities.entity_id is null then amounts_of_article.article_id end = governments.article_id
            and governments.rank = 1
            and not {{ is_federal('governments.country') }}
    where lower(entities.entity_type) = 'ministry' and entities.mention_type is distinct from 'nominal'
    -- a "defence ministry" in lower case only describes one that has a name
    qualify
        row_number() over (
            partition by amounts_of_article.article_id
            order by
                entities.entity_id is null and lower(entities.surface) = entities.surface asc,
                entities.char_start asc
        ) = 1

),

-- Whose money a sum is once it is there.
holders as (

    select
        money_mention_id,
        article_id,
        payer_entity_id,
        payer_name,
        is_public,
        entity_type,
        is_raiser
    from raisers
    union all
    select
        best.money_mention_id,
        best.article_id,
        best.payer_entity_id,
        best.payer_name,
        best.is_public,
        best.entity_type,
        false as is_raiser
    from best
    anti join raisers on best.money_mention_id = raisers.money_mention_id

),

-- "It is also considering": a paragraph goes on about whom it named last as payer, and a share that opens its sentence
-- ("The first 600 million", このうち) about the payer of the sum before it, a paragraph further up at most.
carried as (

    select
        amounts.money_mention_id,
        holders.payer_entity_id,
        holders.payer_name,
        holders.is_public
    from amounts
    inner join amounts as earlier
        on
            amounts.article_id = earlier.article_id
            and amounts.passage_index <= earlier.passage_index + 1
            and amounts.char_start > earlier.char_start
    inner join holders on earlier.money_mention_id = holders.money_mention_id
    where
        -- what a draft budget holds is the government's, whoever paid the sum before
        (
            amounts.role != 'budget_request'
            or coalesce(holders.entity_type, '') not in ('city', 'company', 'candidate', 'unnamed_city')
        )
        and case
            when amounts.passage_index = earlier.passage_index
                then
                    holders.is_public
                    or holders.entity_type not like 'unnamed%'
                    or amounts.sentence_index = earlier.sentence_index
                    or regexp_matches(ltrim(amounts.sentence_text), '{{ var("pronoun_subject_pattern") }}')
            else
                not holders.is_raiser
                and regexp_matches(ltrim(amounts.sentence_text), '{{ var("share_subject_pattern") }}')
        end
    qualify row_number() over (partition by amounts.money_mention_id order by earlier.char_start desc) = 1

),

-- "46 billion from the State, of which 7.5 this year": a part that its words tie to the sum before has its payer.
parts as (

    select
        amounts.money_mention_id,
        wholes.payer_entity_id,
        wholes.payer_name,
        wholes.is_public,
        wholes.payer_surface,
        wholes.entity_type,
        wholes.score,
        wholes.char_start,
        wholes.char_end,
        partners.partner_names,
        coalesce(partners.partner_count, 0) as partner_count
    from amounts
    inner join amounts as earlier
        on
            amounts.article_id = earlier.article_id
            and amounts.sentence_index = earlier.sentence_index
            and amounts.char_start > earlier.char_start
    inner join best as wholes on earlier.money_mention_id = wholes.money_mention_id
    left join partners on earlier.money_mention_id = partners.money_mention_id
    left join best on amounts.money_mention_id = best.money_mention_id
    where
        -- nothing else stands between the two
        regexp_full_match(
            lower(substring(
                amounts.sentence_text,
                earlier.group_end - amounts.sentence_start + 1,
                amounts.char_start - earlier.group_end
            )),
            '{{ var("tied_part_pattern") }}'
        )
        and (best.money_mention_id is null or best.char_start < amounts.char_start)

),

-- "Out of the grant, 36 million", "sur la subvention": what a sentence takes from a grant or a loan is paid by who
-- gives that, as an earlier sentence tells.
drawn as (

    select
        amounts.money_mention_id,
        best.payer_entity_id,
        best.payer_name,
        best.is_public
    from amounts
    inner join instruments as sources
        on
            amounts.article_id = sources.article_id
            and amounts.sentence_index = sources.sentence_index
            and amounts.char_start > sources.char_start
            and regexp_matches(
                substring(amounts.sentence_text, 1, sources.char_start - amounts.sentence_start),
                '{{ var("drawn_pattern") }}'
            )
    inner join instruments as givers
        on
            amounts.article_id = givers.article_id
            and sources.cue_code = givers.cue_code
            and amounts.sentence_index > givers.sentence_index
    inner join amounts as given
        on
            givers.article_id = given.article_id
            and givers.sentence_index = given.sentence_index
    inner join best on given.money_mention_id = best.money_mention_id
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by
                givers.sentence_index desc,
                greatest(given.char_start - givers.char_end, givers.char_start - given.char_end) asc,
                given.char_start asc
        ) = 1

),

-- "Elle y verse", "The loan will be drawn": without an earlier amount a pronoun, or a noun for the sum, goes on about
-- who the sentence before began with.
taken_up as (

    select
        amounts.money_mention_id,
        list_sort(list(distinct subjects.payer_name)) as names_sorted,
        names_sorted[1] as payer_name,
        nullif(array_to_string(names_sorted[2:], '; '), '') as partner_names,
        len(names_sorted) - 1 as partner_count,
        max(subjects.payer_entity_id) as payer_entity_id,
        bool_or(subjects.is_public) as is_public
    from amounts
    inner join subjects
        on
            amounts.article_id = subjects.article_id
            and amounts.passage_index - subjects.passage_index between 0 and 1
            and amounts.sentence_index = subjects.sentence_index + 1
    where
        (
            not subjects.is_of_act
            and regexp_matches(ltrim(amounts.sentence_text), '{{ var("pronoun_subject_pattern") }}')
        )
        or regexp_matches(ltrim(amounts.sentence_text), '{{ var("sum_subject_pattern") }}')
        -- a Japanese sentence that names no subject keeps the one before
        or (
            not subjects.is_of_act
            and amounts.language = 'ja'
            and amounts.passage_index = subjects.passage_index
            and not regexp_matches(
                left(amounts.sentence_text, amounts.char_start - amounts.sentence_start), '[はが]'
            )
        )
    group by amounts.money_mention_id

),

-- 投資額は: an investment is made by the company of the sentence before, whoever supports it.
invested as (

    select
        amounts.money_mention_id,
        coalesce(names.name_en, {{ own_name('bodies.surface') }}) as payer_name,
        bodies.entity_id as payer_entity_id,
        false as is_public
    from amounts
    inner join {{ changed_rows('int_payer_names') }} as bodies
        on
            amounts.article_id = bodies.article_id
            and amounts.sentence_index = bodies.sentence_index + 1
    left join names on bodies.entity_id = names.entity_id
    where
        regexp_matches(ltrim(amounts.sentence_text), '{{ var("investment_subject_pattern") }}')
        and bodies.entity_type in ('company', 'fund', 'bank', 'investor', 'candidate')
        and not bodies.is_place
        and bodies.mention_type is distinct from 'nominal'
    qualify row_number() over (partition by amounts.money_mention_id order by bodies.char_start asc) = 1

),

-- "We will invest", 自己資金で: who speaks, or pays out of own funds.
speakers as (

    select * from {{ changed_rows('int_amount_speakers') }}
    where is_told

),

-- Whose release this is.
releases as (

    select * replace (false as is_public) from {{ changed_rows('int_amount_speakers') }}
    where not is_told

),

-- Behind what is invested, or what "we" pay, stands who supports it, and before our own share who bears another.
told as (

    select best.*
    from best
    left join invested on best.money_mention_id = invested.money_mention_id
    left join speakers on best.money_mention_id = speakers.money_mention_id
    where
        not coalesce(speakers.is_own_share, false)
        and (
            best.is_before
            or (invested.money_mention_id is null and speakers.money_mention_id is null)
        )

),

promised as (

    select
        told.* exclude (payer_name),
        coalesce(examples.example_names, told.payer_name) as payer_name,
        partners.partner_names,
        case when told.entity_type = 'unnamed_group' then 1 else partners.partner_count end as partner_count
    from told
    left join partners on told.money_mention_id = partners.money_mention_id
    left join examples on told.money_mention_id = examples.money_mention_id

),

attracted as (

    select
        money_mention_id,
        '{{ var("private_payer_name") }}' as payer_name,
        false as is_public
    from amounts
    where role = 'private_attraction'

),

-- Of a round without a named investor is known that others pay it.
raised as (

    select
        rounds.money_mention_id,
        '{{ var("private_payer_name") }}' as payer_name,
        false as is_public
    from (
        select money_mention_id from raisers
        union
        select money_mention_id from {{ changed_rows('int_amount_shapes') }}
        where shape = 'raised'
    ) as rounds
    inner join amounts on rounds.money_mention_id = amounts.money_mention_id
    anti join told on rounds.money_mention_id = told.money_mention_id

),

-- A price for works is paid by whose works they are: the company that the article opens with and that pays another of
-- its sums, or else as any sum without a payer.
works as (

    select distinct
        contractors.money_mention_id,
        contractors.article_id
    from resolved as contractors
    left join best on contractors.money_mention_id = best.money_mention_id
    where contractors.is_contractor and best.money_mention_id is null
    union
    select
        amounts.money_mention_id,
        amounts.article_id
    from amounts
    anti join best on amounts.money_mention_id = best.money_mention_id
    where
        amounts.language = 'ja'
        and regexp_matches(
            substring(amounts.sentence_text, amounts.group_end - amounts.sentence_start + 1),
            '{{ var("eastern_contracted_pattern") }}'
        )

),

-- "Fujitsu will install a machine in Kawasaki. The building was ordered from Kajima": whom the sentence before tells to
-- build, of no sum of its own.
clients as (

    select
        works.money_mention_id,
        first(subjects.payer_entity_id order by subjects.payer_name) as payer_entity_id,
        first(subjects.payer_name order by subjects.payer_name) as payer_name,
        false as is_public
    from works
    inner join amounts on works.money_mention_id = amounts.money_mention_id
    inner join subjects
        on
            works.article_id = subjects.article_id
            and amounts.passage_index = subjects.passage_index
            and amounts.sentence_index = subjects.sentence_index + 1
    inner join {{ changed_rows('int_sentences_cut') }} as sentences
        on
            subjects.article_id = sentences.article_id
            and subjects.sentence_index = sentences.sentence_index
    anti join amounts as others
        on
            subjects.article_id = others.article_id
            and subjects.sentence_index = others.sentence_index
    anti join resolved as contractors
        on
            works.article_id = contractors.article_id
            and subjects.payer_name = contractors.payer_name
            and contractors.is_contractor
    where
        subjects.payer_type in ('company', 'bank', 'investor')
        and regexp_matches(lower(sentences.sentence_text), '{{ var("building_pattern") }}')
    group by works.money_mention_id

),

-- "Alstom won a contract and will invest 40 million": whom the article tells of is still paid its contract.
won as (

    select distinct
        money_mention_id,
        payer_name
    from resolved
    where is_contractor

),

builders as (

    select
        works.money_mention_id,
        holders.payer_entity_id,
        holders.payer_name,
        holders.is_public
    from works
    inner join holders on works.article_id = holders.article_id
    inner join {{ changed_rows('stg_entity_mentions') }} as entities
        on
            works.article_id = entities.article_id
            and (
                holders.payer_entity_id = entities.entity_id
                or holders.payer_name = {{ own_name('entities.surface') }}
            )
    anti join won
        on
            works.money_mention_id = won.money_mention_id
            and holders.payer_name = won.payer_name
    inner join openings
        on
            entities.article_id = openings.article_id
            and entities.sentence_index = openings.sentence_index
    where holders.entity_type in ('company', 'candidate') and not holders.is_public
    qualify
        row_number() over (
            partition by works.money_mention_id
            order by entities.char_start asc, holders.payer_name asc
        ) = 1

),

unpaid_mains as (

    select
        amounts.money_mention_id,
        main_payers.*
    from amounts
    inner join main_payers on amounts.article_id = main_payers.article_id
    anti join won
        on
            amounts.money_mention_id = won.money_mention_id
            and main_payers.payer_name = won.payer_name

),

-- The first ministry of a text on public money, unless another government than the article's is nearer.
led as (

    select
        local_governments.money_mention_id,
        case when leads.is_for_government then local_governments.government_id else leads.payer_entity_id end
            as payer_entity_id,
        case when leads.is_for_government then local_governments.government_name else leads.payer_name end
            as payer_name,
        true as is_public
    from local_governments
    inner join leads on local_governments.article_id = leads.article_id
    inner join governments
        on
            leads.article_id = governments.article_id
            and leads.country = governments.country
            and governments.rank = 1
    left join unpaid_mains on local_governments.money_mention_id = unpaid_mains.money_mention_id
    where not local_governments.is_local and coalesce(unpaid_mains.is_public, true)

),

governing as (

    select
        money_mention_id,
        government_id as payer_entity_id,
        government_name as payer_name,
        true as is_public,
        is_local
    from local_governments
    where government_name is not null

),

-- Whom only the article tells of is not told apart as private.
mains as (

    select * replace (true as is_public)
    from unpaid_mains

),

nearer_governments as (

    select * from governing
    where is_local

),

sides as (

    select
        money_mention_id,
        side_id as payer_entity_id,
        side_name as payer_name,
        true as is_public
    from local_governments
    where side_id is not null

),

{%- set ways = [
    ("attracted", "role"),
    ("raised", "sentence"),
    ("parts", "sentence"),
    ("promised", "sentence"),
    ("sides", "sentence"),
    ("clients", "paragraph"),
    ("builders", "article"),
    ("speakers", "article"),
    ("drawn", "paragraph"),
    ("invested", "paragraph"),
    ("taken_up", "paragraph"),
    ("carried", "paragraph"),
    ("releases", "article"),
    ("led", "article"),
    ("nearer_governments", "government"),
    ("mains", "article"),
    ("governing", "government"),
] %}

-- Every way in which the payer of a sum may be known, the surest first.
known as (
    {% for way, basis in ways %}
    select
        *,
        {{ loop.index }} as way,
        '{{ basis }}' as payer_basis
    from {{ way }}
    {% if not loop.last %}union all by name{% endif %}
    {%- endfor %}

),

surest as (

    select * from known
    qualify row_number() over (partition by money_mention_id order by way) = 1

),

chosen as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        surest.payer_entity_id,
        surest.payer_name,
        surest.partner_names,
        coalesce(surest.partner_count, 0) as partner_count,
        coalesce(surest.payer_basis, 'none') as payer_basis,
        coalesce(surest.is_public, true) as is_public,
        surest.payer_surface as payer_text,
        surest.entity_type as payer_type,
        surest.score as payer_score,
        surest.char_start as payer_start,
        surest.char_end as payer_end
    from amounts
    left join surest on amounts.money_mention_id = surest.money_mention_id

)

select * from chosen
order by money_mention_id
