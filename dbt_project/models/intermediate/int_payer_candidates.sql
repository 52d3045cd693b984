{{ config(materialized='incremental') }}
-- One row per amount and name in its sentence: the points that speak for the name as payer of the amount.
with

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

names as (

    select * from {{ changed_rows('int_payer_names') }}

),

cues as (

    select * from {{ changed_rows('stg_status_cues') }}

),

markers as (

    select * from {{ ref('ref_party_markers') }}

),

-- Only the sentence that a report begins with has a dateline of a place that no list knows.
report_openings as (

    select
        article_id,
        min(sentence_index) as sentence_index
    from {{ changed_rows('int_sentences_cut') }}
    where passage_kind = 'body'
    group by article_id

),

payer_types as (

    select * from {{ ref('ref_payer_types') }}

),

beside_amounts as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        amounts.sentence_index,
        amounts.language,
        amounts.char_start as amount_start,
        amounts.group_end as amount_end,
        amounts.previous_end,
        amounts.next_start,
        amounts.sentence_start,
        amounts.sentence_text,
        names.candidate_id,
        names.entity_id,
        names.entity_type,
        names.mention_type,
        names.surface,
        names.full_name,
        names.completes_group,
        names.is_public,
        names.char_start,
        names.char_end,
        payer_types.prior,
        report_openings.article_id is not null as is_report_opening,
        -- "wants Congress to spend 10 billion" tells it to pay
        case
            when names.entity_type = 'parliament' or regexp_matches(names.surface, '{{ var("allowing_pattern") }}')
                then
                    not regexp_matches(
                        substring(amounts.sentence_text, names.char_end - amounts.sentence_start + 1, 20),
                        '{{ var("told_to_spend_pattern") }}'
                    )
            else false
        end as is_allowing,
        names.char_start < amounts.char_start as is_before,
        case
            when names.char_start < amounts.char_start
                then
                    substring(
                        amounts.sentence_text,
                        names.char_end - amounts.sentence_start + 1,
                        amounts.char_start - names.char_end
                    )
            else
                substring(
                    amounts.sentence_text,
                    amounts.group_end - amounts.sentence_start + 1,
                    names.char_start - amounts.group_end
                )
        end as between_text,
        names.char_start - amounts.sentence_start as sentence_offset,
        lower(substring(
            amounts.sentence_text,
            greatest(names.char_start - amounts.sentence_start - {{ claim_parameter('marker_chars') }} + 1, 1)::bigint,
            least({{ claim_parameter('marker_chars') }}, names.char_start - amounts.sentence_start)::bigint
        )) as prefix,
        -- "the fund (SIF) said", "Orange Cyberdefense has won": an acronym in brackets, the rest of a name and where it
        -- is stand between no name and its verb
        lower(regexp_replace(
            case
                when names.entity_type = 'company'
                    then
                        regexp_replace(
                            substring(
                                amounts.sentence_text,
                                names.char_end - amounts.sentence_start + 1,
                                ({{ claim_parameter('clause_chars') }} + {{ claim_parameter('acronym_chars') }})::bigint
                            ),
                            '{{ var("company_tail_pattern") }}', '\1'
                        )
                else
                    regexp_replace(
                        substring(
                            amounts.sentence_text,
                            names.char_end - amounts.sentence_start + 1,
                            ({{ claim_parameter('clause_chars') }} + {{ claim_parameter('acronym_chars') }})::bigint
                        ),
                        '{{ var("name_tail_pattern") }}', ''
                    )
            end,
            '{{ var("acronym_pattern") }}', ''
        )) as text_behind
    from amounts
    inner join names
        on
            amounts.article_id = names.article_id
            and amounts.sentence_index = names.sentence_index
    inner join payer_types on names.entity_type = payer_types.entity_type
    left join report_openings
        on
            amounts.article_id = report_openings.article_id
            and amounts.sentence_index = report_openings.sentence_index

),

placed as (

    select
        * exclude (text_behind),
        left(text_behind, {{ claim_parameter('clause_chars') }}::bigint) as clause_behind,
        left(text_behind, {{ claim_parameter('marker_chars') }}::bigint) as suffix
    from beside_amounts

),

beside as (
    {%- for position, is_beside, names in [
        ("before_entity", ends_with_marker("placed.prefix"), none),
        ("before_entity", starts_with_marker("lower(placed.surface)"), "placed.entity_type like 'unnamed%'"),
        ("after_entity", starts_with_marker("placed.suffix"), none),
    ] %}

    select
        placed.money_mention_id,
        placed.candidate_id,
        markers.position,
        markers.party,
        markers.form
    from placed
    inner join markers
        on
            placed.language = markers.language
            and markers.position = '{{ position }}'
            and {{ is_beside }}
    {{- "\n    where " ~ names if names }}
    {{- "\n    union all" if not loop.last }}
    {%- endfor %}

),

-- The longest marker beside the name decides on each side.
marked as (

    select
        money_mention_id,
        candidate_id,
        first(party order by length(form) desc, party asc) filter (where position = 'before_entity') as party_before,
        first(party order by length(form) desc, party asc) filter (where position = 'after_entity') as party_after
    from beside
    group by money_mention_id, candidate_id

),

-- "X will receive 850 million, and Y 650": a list that tells once that it is received.
first_receivers as (

    select
        placed.article_id,
        placed.sentence_index,
        min(placed.char_start) as receiver_start
    from placed
    inner join marked
        on
            placed.money_mention_id = marked.money_mention_id
            and placed.candidate_id = marked.candidate_id
    where marked.party_after = 'recipient'
    group by placed.article_id, placed.sentence_index

),

verbs as (

    select
        placed.money_mention_id,
        placed.candidate_id,
        count(*) as verb_count
    from placed
    inner join cues
        on
            placed.article_id = cues.article_id
            and placed.sentence_index = cues.sentence_index
            and cues.cue_type in ('status', 'role')
            and placed.char_end <= cues.char_start
            and placed.amount_start >= cues.char_end
    where cues.cue_type = 'status' or cues.cue_code = 'commitment'
    group by placed.money_mention_id, placed.candidate_id

),

-- "X社は工場の建設で5億円の支援を受ける": Japanese tells behind the amount that no name before it pays; 民間だけで may.
-- "公社に5億円を要請した": nor does who asks for it, but who is asked.
told_behind as (

    select
        amounts.money_mention_id,
        bool_or(markers.party = 'recipient') as is_received,
        bool_or(markers.party = 'asked') as is_asked
    from amounts
    inner join markers
        on
            amounts.language = markers.language
            and markers.position = 'after_amount'
            and starts_with(
                substring(amounts.sentence_text, amounts.group_end - amounts.sentence_start + 1), markers.form
            )
    group by amounts.money_mention_id

),

-- Where the name of a body may begin behind its owner's: two places, as equals, meet no other name of the article.
owner_names as (

    select
        candidate_id,
        article_id,
        unnest([char_end + 2, char_end + 3]) as body_start
    from names
    where entity_type in ('country', 'region', 'city')

),

owners as (

    select
        owner_names.candidate_id,
        bool_or(bodies.entity_type != 'candidate') as has_known_body
    from owner_names
    inner join names as bodies
        on
            owner_names.article_id = bodies.article_id
            and owner_names.body_start = bodies.char_start
    where
        bodies.entity_type in ('agency', 'fund', 'bank', 'company', 'ministry', 'igo', 'investor', 'candidate')
    group by owner_names.candidate_id

),

-- The lender of a loan pays it, wherever its sentence names it: "a loan was signed by the minister and the bank". The
-- word for the loan stands nearer than any other amount.
loans as (

    select distinct amounts.money_mention_id
    from amounts
    inner join cues
        on
            amounts.article_id = cues.article_id
            and amounts.sentence_index = cues.sentence_index
            and cues.cue_type = 'instrument'
            and cues.cue_code in ('loan', 'guarantee')
    where
        not cues.is_negated
        and cues.char_end > coalesce(amounts.previous_end, 0)
        and cues.char_start < coalesce(amounts.next_start, 1000000000)
        and greatest(amounts.char_start - cues.char_end, cues.char_start - amounts.char_end)
        <= {{ claim_parameter('cue_gap_middle') }}

),

-- The first name between the amount before and this one.
first_names as (

    select
        money_mention_id,
        arg_min(candidate_id, (char_start, candidate_id)) as candidate_id
    from placed
    where is_before and char_start >= coalesce(previous_end, 0)
    group by money_mention_id

),

-- Names between the amount before and this one whose own verb gives it: "Ici, en Sierra Leone, le ministère verse",
-- "prêt que l'État garantit".
acting as (

    select
        placed.money_mention_id,
        bool_or(placed.entity_type in ('ministry', 'agency', 'fund', 'bank', 'igo')) as has_body
    from placed
    inner join verbs
        on
            placed.money_mention_id = verbs.money_mention_id
            and placed.candidate_id = verbs.candidate_id
    where
        placed.is_before
        and placed.char_start >= coalesce(placed.previous_end, 0)
    group by placed.money_mention_id

),

-- "The region asked the company for 5 million": who is asked, or told to spend, would pay, but for a parliament, which
-- votes what is paid. "Canada wants India to build it and will lend 5 million" tells nobody to spend.
asked as (

    select
        placed.money_mention_id,
        min(placed.char_start) as asked_start
    from placed
    inner join marked
        on
            placed.money_mention_id = marked.money_mention_id
            and placed.candidate_id = marked.candidate_id
    where
        case
            when marked.party_before = 'told'
                then
                    regexp_matches(placed.suffix, '{{ var("told_to_spend_pattern") }}')
                    and not regexp_matches(lower(placed.between_text), '{{ var("told_break_pattern") }}')
            else marked.party_before = 'asked'
        end
        and placed.is_before
        and placed.entity_type != 'person'
        and not placed.is_allowing
    group by placed.money_mention_id

),

-- "L'EPFL et le CHUV se partagent le solde, 18 et 12 millions respectivement": as many names as sums, in their order.
ordered as (

    select
        money_mention_id,
        article_id,
        sentence_index,
        candidate_id,
        dense_rank() over (partition by article_id, sentence_index order by amount_start) as amount_rank,
        dense_rank() over (partition by article_id, sentence_index order by char_start) as name_rank,
        max(char_start) over (partition by article_id, sentence_index) as last_name_start,
        min(amount_start) over (partition by article_id, sentence_index) as first_amount_start
    from placed
    where
        regexp_matches(sentence_text, '{{ var("respectively_pattern") }}')
        and entity_type not in ('person', 'product', 'other', 'programme')

),

dealt as (

    select
        money_mention_id,
        candidate_id
    from ordered
    where last_name_start < first_amount_start
    qualify
        amount_rank = name_rank
        and max(amount_rank) over (partition by article_id, sentence_index) > 1
        and max(amount_rank) over (partition by article_id, sentence_index)
        = max(name_rank) over (partition by article_id, sentence_index)

),

-- A pattern behind `case when` is tried where the condition holds, one behind `and` in every row.
featured as (

    select
        placed.*,
        -- "Nandi 5 million" behind another sum, "A pays half, B 2 million": a list that tells its verb once
        case
            when
                placed.is_before
                and placed.between_text = ' '
                and placed.entity_type not in ('country', 'city', 'person', 'product', 'programme')
                and coalesce(marked.party_before, '') != 'source'
                then
                    placed.previous_end is not null
                    or regexp_matches(
                        left(placed.sentence_text, placed.sentence_offset), '{{ var("next_of_list_pattern") }}'
                    )
            else false
        end as is_gapped,
        -- "X has won a contract and will invest 5 million" spends it
        case
            when placed.is_before and marked.party_after = 'recipient'
                then not regexp_matches(lower(placed.between_text), '{{ var("own_spending_pattern") }}')
            else coalesce(marked.party_after = 'recipient', false)
        end
        and not (coalesce(told_behind.is_asked, false) and starts_with(placed.suffix, 'に'))
        or (
            coalesce(told_behind.is_received, false)
            and placed.is_before
            and placed.entity_type not like 'unnamed%'
            and coalesce(marked.party_after, '') != 'payer'
        )
        or coalesce(placed.char_start < asked.asked_start, false)
        -- "in Johor, Malaysia, an investment of 5 billion": the country of a place
        or case
            when placed.is_before and placed.entity_type = 'country' and regexp_matches(placed.suffix, '^ ?[,(.;]')
                then
                    regexp_matches(
                        left(placed.sentence_text, placed.sentence_offset), '{{ var("place_before_pattern") }}'
                    )
                    and not regexp_matches(
                        left(placed.sentence_text, placed.sentence_offset), '{{ var("event_before_pattern") }}'
                    )
                    and not regexp_matches(placed.between_text, '{{ var("acting_country_pattern") }}')
            else false
        end
        or coalesce(is_gapped and placed.char_start > first_receivers.receiver_start, false)
        -- "The union demands 5 million": who demands decides nothing
        or case
            when
                placed.is_before
                and placed.entity_type in ('candidate', 'organisation', 'other', 'association', 'company')
                then
                    case
                        when
                            regexp_matches(placed.clause_behind, '{{ var("demander_behind_pattern") }}')
                            or (coalesce(told_behind.is_asked, false) and starts_with(placed.suffix, 'は'))
                            then
                                regexp_matches(placed.surface, '{{ var("demander_name_pattern") }}')
                                or regexp_matches(placed.prefix, '{{ var("demander_title_pattern") }}')
                        else false
                    end
            else false
        end
        -- "Calderbrook General is to be rebuilt at a cost of 310 million": what is built
        or case
            when placed.is_before and placed.entity_type in ('candidate', 'other', 'organisation')
                then regexp_matches(placed.clause_behind, '{{ var("built_behind_pattern") }}')
            else false
        end as is_receiver,
        -- "Tinderet will lay the pitch for 240 million", "the contract that X holds": who does the works is paid for it
        case
            when placed.entity_type not in ('company', 'bank', 'investor', 'candidate', 'agency', 'organisation')
                then false
            when
                marked.party_before = 'source'
                and regexp_matches(placed.suffix, '{{ var("supplier_behind_pattern") }}')
                then true
            when regexp_matches(placed.clause_behind, '{{ var("contractor_behind_pattern") }}')
                then
                    not placed.is_before
                    or not regexp_matches(lower(placed.between_text), '{{ var("own_spending_pattern") }}')
            when placed.language = 'ja' and placed.is_before
                then
                    regexp_matches(
                        substring(placed.sentence_text, placed.amount_end - placed.sentence_start + 1),
                        '{{ var("eastern_contracted_pattern") }}'
                    )
                    and regexp_full_match(placed.between_text, '{{ var("eastern_winner_pattern") }}')
                    and not regexp_matches(placed.between_text, '{{ var("eastern_client_pattern") }}')
            when
                placed.is_before
                and marked.party_after = 'recipient'
                and placed.char_start >= coalesce(placed.previous_end, 0)
                and regexp_matches(placed.between_text, '{{ var("at_price_pattern") }}')
                then not regexp_matches(lower(placed.between_text), '{{ var("asking_before_pattern") }}')
            -- "the generators will be delivered by Fresenius, for 5 million"
            when
                placed.is_before
                and (starts_with(placed.between_text, ', for ') or starts_with(placed.between_text, ', pour '))
                then
                    regexp_full_match(placed.between_text, ',{{ var("for_price_pattern") }}')
                    and regexp_matches(
                        lower(left(placed.sentence_text, placed.sentence_offset)),
                        '{{ var("supplied_by_pattern") }}|{{ var("contract_given_pattern") }}'
                    )
            when
                placed.is_before
                and marked.party_before in ('source', 'payer')
                and regexp_full_match(placed.between_text, '{{ var("for_price_pattern") }}')
                then
                    regexp_matches(
                        lower(left(placed.sentence_text, placed.sentence_offset)), '{{ var("supplied_by_pattern") }}'
                    )
            when placed.is_before and regexp_matches(placed.between_text, '{{ var("lowest_bid_pattern") }}') then true
            -- "Acciona, chosen among seven, has won the plant for 1.7 billion"
            when
                placed.is_before
                and placed.entity_type in ('company', 'candidate', 'other')
                and regexp_matches(placed.between_text, '{{ var("won_for_price_pattern") }}')
                then
                    not regexp_matches(
                        lower(regexp_extract(placed.between_text, '{{ var("won_for_price_pattern") }}', 1)),
                        '{{ var("contract_break_pattern") }}'
                    )
            when placed.is_before and marked.party_before in ('executor', 'recipient')
                then regexp_full_match(placed.between_text, '{{ var("for_price_pattern") }}')
            when
                placed.is_before
                and placed.entity_type in ('company', 'candidate', 'other')
                and regexp_matches(placed.between_text, '{{ var("works_for_price_pattern") }}')
                then true
            when
                placed.is_before
                and placed.entity_type in ('company', 'candidate', 'other')
                and regexp_matches(
                    placed.between_text, '{{ var("works_under_pattern") }}|{{ var("winning_pattern") }}'
                )
                then
                    regexp_matches(
                        lower(substring(placed.sentence_text, placed.amount_end - placed.sentence_start + 1)),
                        '{{ var("contract_behind_pattern") }}'
                    )
            when
                placed.is_before
                and placed.entity_type in ('company', 'candidate', 'other')
                and regexp_matches(placed.between_text, '{{ var("signing_for_price_pattern") }}')
                and regexp_matches(
                    lower(left(placed.sentence_text, placed.sentence_offset)), '{{ var("builder_before_pattern") }}'
                )
                then true
            when
                placed.is_before
                and placed.entity_type in ('company', 'candidate', 'other')
                and regexp_matches(placed.between_text, '{{ var("signing_for_price_pattern") }}')
                then
                    regexp_matches(
                        concat(
                            placed.between_text,
                            '|',
                            substring(placed.sentence_text, placed.amount_end - placed.sentence_start + 1, 40)
                        ),
                        '{{ var("works_of_contract_pattern") }}'
                    )
            when placed.language = 'fr'
                then
                    regexp_matches(
                        lower(left(placed.sentence_text, placed.sentence_offset)),
                        '{{ var("contractor_before_pattern") }}'
                    )
            when placed.language = 'en'
                then
                    regexp_matches(
                        lower(left(placed.sentence_text, placed.sentence_offset)),
                        '{{ var("contract_given_pattern") }}'
                    )
            else false
        end as is_contractor,
        -- "The governor replied that 400 million would be voted": who tells of a sum is not who votes it
        case
            when placed.is_before and placed.entity_type = 'candidate'
                then
                    regexp_full_match(lower(placed.between_text), '{{ var("telling_pattern") }}')
                    or regexp_matches(lower(placed.between_text), '{{ var("telling_of_public_pattern") }}')
            else false
        end as is_telling,
        -- "Of the sum, 22 million is for ITER, 17 million for a device in Naka and": what a sum is for pays no next one
        case
            when
                placed.is_before
                and placed.entity_type in ('region', 'city', 'country', 'candidate', 'other', 'product', 'organisation')
                and coalesce(marked.party_after, '') not in ('subject', 'payer')
                and coalesce(marked.party_before, '') not in ('source', 'payer')
                and (coalesce(verbs.verb_count, 0) = 0 or placed.language = 'ja')
                and length(placed.between_text) > 1
                then regexp_matches(placed.sentence_text, '{{ var("breakdown_pattern") }}')
            else false
        end as is_of_breakdown,
        -- "Le maire en demande 6 à Québec", 5億円を出すよう政府に求める: who is asked is named behind the sum
        case
            when placed.language = 'ja' and not placed.is_before
                then
                    regexp_matches(placed.suffix, '{{ var("eastern_asked_behind_pattern") }}')
                    and regexp_matches(placed.between_text, '{{ var("eastern_asking_pattern") }}')
            when
                placed.language = 'fr'
                and not placed.is_before
                and regexp_full_match(lower(placed.between_text), '{{ var("asked_behind_pattern") }}')
                then
                    regexp_matches(
                        lower(left(placed.sentence_text, placed.amount_start - placed.sentence_start)),
                        '{{ var("asking_ahead_pattern") }}'
                    )
            else false
        end as is_asked_behind,
        -- "Aが2億円、Bが3億円": who stands right before the next sum bears that one
        case
            when placed.language = 'ja' and not placed.is_before and placed.next_start is not null
                then regexp_matches(placed.clause_behind, '{{ var("eastern_next_share_pattern") }}')
            else false
        end as is_next_sharer,
        -- 福岡県で工場を建てる, 米国では: where something stands, and whom a sentence speaks of among others
        placed.language = 'ja'
        and (
            (
                placed.entity_type in ('region', 'city', 'country')
                and regexp_matches(placed.suffix, '{{ var("eastern_place_pattern") }}')
            )
            or (
                placed.entity_type in ('unnamed_private', 'country')
                and regexp_matches(placed.suffix, '{{ var("eastern_scene_pattern") }}')
            )
        ) as is_eastern_place,
        -- 県が holds the particle that marks a name as subject
        placed.language = 'ja'
        and placed.entity_type like 'unnamed%'
        and regexp_matches(placed.surface, '[はが]$') as is_marked_group,
        loans.money_mention_id is not null
        and coalesce(placed.mention_type, '') != 'nominal'
        and (
            placed.entity_type in ('igo', 'bank', 'agency', 'fund')
            or (placed.entity_type = 'company' and regexp_matches(placed.surface, '{{ var("bank_name_pattern") }}'))
        )
        and (acting.money_mention_id is null or placed.char_start >= coalesce(placed.previous_end, 0))
        and coalesce(marked.party_before, '') not in ('recipient', 'channel', 'executor', 'place')
        and coalesce(marked.party_after, '') not in ('recipient', 'channel', 'executor') as is_lender,
        -- "signed an 80 billion loan with the bank", 銀行と60億円の融資契約を結んだ: the other side of a loan lends it
        case
            when not is_lender then false
            when placed.is_before
                then
                    placed.language = 'ja'
                    and regexp_full_match(placed.between_text, '{{ var("eastern_lent_with_pattern") }}')
            else
                placed.char_start < coalesce(placed.next_start, 1000000000)
                and regexp_full_match(lower(placed.between_text), '{{ var("lent_with_pattern") }}')
        end as is_other_side,
        -- "a Series B led by X", X主導で5億円を調達: who leads a round brings its money
        case
            when
                placed.entity_type not in ('company', 'bank', 'investor', 'fund', 'agency', 'igo', 'candidate')
                then false
            when placed.language = 'ja'
                then
                    regexp_matches(placed.suffix, '{{ var("eastern_leader_pattern") }}')
                    and regexp_matches(placed.sentence_text, '{{ var("eastern_round_pattern") }}')
            else
                regexp_matches(placed.prefix, '{{ var("leader_pattern") }}')
                and regexp_matches(placed.sentence_text, '{{ var("round_pattern") }}')
        end as is_round_leader,
        -- "Polarbird closed a 68 million Series B": who raises money has it from others
        case
            when not placed.is_before or placed.entity_type not in ('company', 'candidate', 'other', 'organisation')
                then false
            when placed.language = 'ja'
                then
                    regexp_matches(placed.suffix, '{{ var("eastern_subject_pattern") }}')
                    and regexp_matches(
                        substring(placed.sentence_text, placed.amount_end - placed.sentence_start + 1),
                        '{{ var("eastern_raised_pattern") }}'
                    )
            else
                (
                    regexp_full_match(placed.between_text, '{{ var("raising_pattern") }}')
                    and not regexp_matches(placed.between_text, '{{ var("other_raiser_pattern") }}')
                )
                or (
                    regexp_full_match(placed.between_text, '{{ var("closing_pattern") }}')
                    and regexp_matches(
                        concat(
                            placed.between_text,
                            '|',
                            substring(placed.sentence_text, placed.amount_end - placed.sentence_start + 1, 30)
                        ),
                        '{{ var("raised_round_pattern") }}'
                    )
                )
        end as is_raiser,
        -- "Tour de table : 14 milliards pour ACWA Power, 2 pour X": in a list of shares the body behind a sum bears it
        case
            when
                placed.is_before
                or placed.char_start >= coalesce(placed.next_start, 1000000000)
                or placed.entity_type in ('person', 'product', 'programme', 'country', 'region', 'city')
                then false
            else
                (
                    regexp_full_match(lower(placed.between_text), '{{ var("share_of_pattern") }}')
                    and regexp_matches(
                        left(placed.sentence_text, placed.amount_start - placed.sentence_start),
                        '{{ var("shares_pattern") }}'
                    )
                )
                or (
                    coalesce(placed.previous_end, placed.next_start) is not null
                    and regexp_full_match(lower(placed.between_text), '{{ var("share_for_pattern") }}')
                    and regexp_matches(
                        left(placed.sentence_text, placed.amount_start - placed.sentence_start),
                        '{{ var("shares_for_pattern") }}'
                    )
                )
        end as is_sharer,
        -- "recevra de Québec 6 millions": whom somebody has a sum from
        case
            when placed.is_before and marked.party_before in ('source', 'payer')
                then
                    regexp_matches(
                        lower(left(placed.sentence_text, placed.sentence_offset)),
                        '{{ var("received_from_pattern") }}'
                    )
            else false
        end as is_giver,
        marked.party_before,
        marked.party_after,
        coalesce(verbs.verb_count, 0) as verb_count,
        case
            when placed.is_before then placed.amount_start - placed.char_end else placed.char_start - placed.amount_end
        end
        * case when placed.language in ('ja', 'zh', 'ko') then 2 else 1 end as gap,
        placed.is_before and placed.char_start >= coalesce(placed.previous_end, 0) as is_in_segment,
        not placed.is_before and placed.char_start < coalesce(placed.next_start, 1000000000) as is_in_tail,
        -- "from shipbuilders led by": words of origin, never a new clause, part the end of an amount from its source
        case
            when
                placed.is_before
                and marked.party_before in ('source', 'payer')
                and placed.char_start - placed.previous_end between 0 and {{ claim_parameter('source_gap') }}
                then
                    not regexp_matches(
                        lower(substring(
                            placed.sentence_text,
                            placed.previous_end - placed.sentence_start + 1,
                            placed.char_start - placed.previous_end
                        )),
                        '{{ var("clause_break_pattern") }}'
                    )
            else false
        end as is_of_previous,
        -- 残る5億円を県が出す, "les 5 milliards que l'Union a promis": a subject between the amount and its verb
        case
            when
                not placed.is_before
                and marked.party_before = 'relative'
                and placed.char_start < coalesce(placed.next_start, 1000000000)
                then
                    regexp_full_match(lower(placed.between_text), '{{ var("relative_pattern") }}')
                    and not regexp_matches(placed.suffix, '{{ var("asking_pattern") }}')
            when
                not placed.is_before
                and placed.language = 'ja'
                and (
                    starts_with(placed.suffix, 'が')
                    or (placed.entity_type like 'unnamed%' and ends_with(placed.surface, 'が'))
                )
                then regexp_full_match(placed.between_text, '{{ var("eastern_object_pattern") }}')
            else false
        end as is_subject_behind,
        -- 残る5億円は県の補助金を充てる: whose grant is used pays
        case
            when not placed.is_before and placed.language = 'ja'
                then regexp_matches(placed.suffix, '{{ var("eastern_grant_pattern") }}')
            when
                not placed.is_before
                and marked.party_before in ('source', 'payer')
                and placed.char_start - placed.amount_end between 0 and {{ claim_parameter('clause_chars') }}
                then
                    regexp_full_match(lower(placed.between_text), '{{ var("paid_by_pattern") }}')
                    or (
                        placed.char_start - placed.amount_end <= {{ claim_parameter('source_gap') }}
                        and not regexp_matches(lower(placed.between_text), '{{ var("clause_break_pattern") }}')
                        and not regexp_matches(lower(placed.between_text), '{{ var("purpose_break_pattern") }}')
                    )
            else false
        end as is_linked_source,
        case
            when
                placed.sentence_offset <= 3
                and (
                    placed.entity_type in ('city', 'region', 'country')
                    or (placed.entity_type in ('candidate', 'other', 'organisation') and placed.is_report_opening)
                    or (placed.entity_type = 'government' and placed.mention_type = 'metonym')
                )
                then
                    not regexp_matches(placed.prefix, '{{ var("article_before_pattern") }}')
                    and regexp_matches(placed.suffix, '^ *[,(–—-]')
                    and not (
                        (
                            placed.entity_type in ('candidate', 'other', 'organisation')
                            or (placed.entity_type = 'country' and placed.sentence_offset = 0)
                        )
                        and regexp_matches(placed.suffix, '{{ var("opening_apposition_pattern") }}')
                    )
            else false
        end as is_dateline,
        -- "Al Waha, fonds d'Abou Dhabi, s'engage", "Norte, controlled by Araucária, will add": what a common noun, or a
        -- name that only an apposition holds, says of the name before it is no further payer.
        case
            when not starts_with(placed.suffix, ',') or placed.entity_type like 'unnamed%' then false
            when
                substring(placed.surface, 1, 1) = lower(substring(placed.surface, 1, 1))
                and upper(placed.surface) != placed.surface
                then
                    regexp_matches(placed.prefix, '[^ ,]+, $')
                    or regexp_matches(placed.prefix, '{{ var("relative_before_pattern") }}')
            when placed.is_before and first_names.candidate_id is null
                then
                    regexp_full_match(
                        left(placed.sentence_text, placed.sentence_offset), '{{ var("held_by_apposition_pattern") }}'
                    )
            else false
        end as is_apposition,
        -- "Warung (Jakarta) – 1 million": the place in brackets behind a name is its seat.
        placed.entity_type in ('city', 'region', 'country', 'candidate')
        and upper(placed.surface) != placed.surface
        and ends_with(placed.prefix, ' (')
        and substring(placed.sentence_text, placed.char_end - placed.sentence_start + 1, 1) = ')' as is_seat,
        -- "the line from Benin to Ajaokuta": a place that works begin at
        case
            when
                placed.entity_type in ('city', 'region', 'country')
                and (
                    starts_with(placed.suffix, ' to ')
                    or starts_with(placed.suffix, ' à ')
                    or starts_with(placed.suffix, ' vers ')
                    or starts_with(placed.suffix, ' jusqu')
                )
                then regexp_matches(placed.prefix, '{{ var("way_before_pattern") }}')
            else false
        end as is_on_way,
        -- "Le train d'Abidjan", "the port of Liwa", "the Isiolo dam": beside a noun it names a place or an owner.
        placed.is_before
        and not placed.completes_group
        and (
            (marked.party_before = 'source' and placed.entity_type in ('city', 'region', 'candidate'))
            or (
                marked.party_after is null
                and placed.entity_type in ('country', 'city', 'region')
                and regexp_matches(placed.suffix, '{{ var("genitive_pattern") }}')
            )
            or (
                placed.entity_type in ('country', 'city', 'region', 'candidate')
                and regexp_matches(placed.suffix, '{{ var("works_behind_pattern") }}')
            )
        ) as is_complement,
        -- "Saudi Arabia's Public Investment Fund": the country only says whose body the next name is.
        owners.candidate_id is not null
        and (owners.has_known_body or regexp_matches(placed.suffix, '^[’\x27]s ')) as is_owner_of_name,
        -- "Fonds Viva : le Brésil engage 9 milliards": what a title puts before its colon is what it is about.
        placed.is_before
        and regexp_matches(placed.suffix, '^ ?: ')
        and placed.amount_start - placed.char_end > {{ claim_parameter('topic_gap') }} as is_topic,
        -- a parliament, or who keeps the budget, is asked to allow and not to pay
        coalesce(told_behind.is_asked, false)
        and placed.is_before
        and starts_with(placed.suffix, 'に')
        and placed.entity_type in ('government', 'ministry', 'agency', 'fund', 'bank', 'company', 'investor', 'igo')
        and not placed.is_allowing as is_asked,
        -- "A federal loan of 1.2 billion": the noun that the amount completes tells the payer.
        case
            when placed.is_before and placed.entity_type like 'unnamed%' and placed.mention_type = 'nominal'
                then regexp_full_match(lower(placed.between_text), '{{ var("of_amount_pattern") }}')
            else false
        end as is_head_of_amount,
        -- "The country seeks 60 million from the bank": who asks does not pay what another gives.
        case
            when placed.is_before
                then regexp_matches(lower(placed.between_text), '{{ var("asking_before_pattern") }}')
            else false
        end as is_asking,
        -- "Quebec's 390 million", "the WFP (20 million)": a name that owns the amount, one with its share in brackets
        case
            when placed.is_before then regexp_full_match(placed.between_text, '{{ var("possessive_pattern") }}')
            else false
        end as is_owner,
        case
            when marked.party_before = 'told' and regexp_matches(placed.suffix, '{{ var("told_to_do_pattern") }}')
                then
                    not regexp_matches(placed.suffix, '{{ var("told_to_spend_pattern") }}')
                    or regexp_matches(lower(placed.between_text), '{{ var("told_break_pattern") }}')
            else false
        end as is_told_otherwise,
        placed.is_before and trim(placed.between_text) in ('(', '（') as is_bracketed,
        first_names.candidate_id is not null as is_first,
        dealt.money_mention_id is not null as is_dealt,
        -- "En France, 4 milliards": a country that opens the sentence pays, unless a body of its own acts behind it
        placed.entity_type = 'country'
        and placed.sentence_offset <= {{ claim_parameter('payer_opening_chars') }}
        and not coalesce(acting.has_body, false) as is_opening_country
    from placed
    left join first_names
        on
            placed.money_mention_id = first_names.money_mention_id
            and placed.candidate_id = first_names.candidate_id
    left join marked
        on
            placed.money_mention_id = marked.money_mention_id
            and placed.candidate_id = marked.candidate_id
    left join verbs
        on
            placed.money_mention_id = verbs.money_mention_id
            and placed.candidate_id = verbs.candidate_id
    left join owners on placed.candidate_id = owners.candidate_id
    left join told_behind on placed.money_mention_id = told_behind.money_mention_id
    left join acting on placed.money_mention_id = acting.money_mention_id
    left join loans on placed.money_mention_id = loans.money_mention_id
    left join asked on placed.money_mention_id = asked.money_mention_id
    left join first_receivers
        on
            placed.article_id = first_receivers.article_id
            and placed.sentence_index = first_receivers.sentence_index
    left join dealt
        on
            placed.money_mention_id = dealt.money_mention_id
            and placed.candidate_id = dealt.candidate_id

),

scored as (

    select
        *,
        is_asking
        and bool_or(((is_in_tail and is_linked_source) or is_asked_behind) and not is_allowing) over (
            partition by money_mention_id
        ) as asks_another,
        bool_or(is_lender and is_in_segment and not is_other_side) over (
            partition by money_mention_id
        ) as has_lender_ahead,
        prior
        +case when is_before then {{ claim_parameter('payer_before') }} else {{ claim_parameter('payer_behind') }} end
        {%- for sign, feature, parameter in [
            ("+", "is_in_segment", "payer_in_stretch"),
            ("+", "is_first", "payer_first"),
            ("+", "verb_count > 0", "payer_with_verb"),
            ("+", "(is_in_tail and is_linked_source) or is_asked_behind", "payer_linked_source"),
            ("+", "is_in_tail and party_before = 'payer'", "payer_marked_behind"),
            ("+", "is_in_segment and party_before = 'payer'", "payer_marked_before"),
            ("+", "is_subject_behind", "payer_subject_behind"),
            ("+", "is_asked", "payer_subject_behind"),
            ("-", "is_of_previous", "payer_linked_source"),
            ("+", "(party_after = 'subject' or is_marked_group) and not is_receiver", "payer_subject"),
            ("+", "is_gapped", "payer_gapped"),
            ("+", "is_dealt", "payer_linked_source"),
            ("-", "is_telling", "payer_other_party"),
            ("-", "is_of_breakdown", "payer_complement"),
            ("-", "is_next_sharer", "payer_complement"),
            ("-", "is_eastern_place", "payer_complement"),
            ("-", "is_dateline", "payer_other_party"),
            ("-", "is_apposition", "payer_apposition"),
            ("-", "is_complement and not is_giver", "payer_complement"),
            ("+", "is_giver", "payer_linked_source"),
            ("-", "party_before = 'place' and not is_opening_country and not is_asked_behind", "payer_place"),
            ("-", "is_owner_of_name", "payer_place"),
            ("-", "is_seat", "payer_place"),
            ("-", "is_on_way", "payer_place"),
            ("-", "is_topic", "payer_topic"),
            ("+", "is_head_of_amount", "payer_head_noun"),
            ("+", "is_lender", "payer_lender"),
            ("+", "is_owner", "payer_possessive"),
            ("+", "is_bracketed", "payer_bracketed"),
            ("+", "party_after = 'payer'", "payer_marked_before"),
            ("-", "asks_another", "payer_receiver"),
            ("+", "is_other_side and not has_lender_ahead", "payer_linked_source"),
            ("+", "is_round_leader and (is_in_segment or is_in_tail)", "payer_subject_behind"),
            ("+", "is_sharer", "payer_subject_behind"),
        ] %}
        {{ sign }} case when {{ feature }} then {{ claim_parameter(parameter) }} else 0.0 end
        {%- endfor %}
        + case
            when is_round_leader then 0.0
            when is_receiver or is_contractor or is_raiser then -{{ claim_parameter('payer_receiver') }}
            when party_after in ('channel', 'executor') then -{{ claim_parameter('payer_other_party') }}
            when party_after = 'teller' and is_before then -{{ claim_parameter('payer_other_party') }}
            else 0.0
        end
        + case
            when party_before in ('recipient', 'channel', 'executor', 'place') and is_opening_country
                then {{ claim_parameter('payer_opening') }}
            when
                (party_before in ('recipient', 'channel', 'executor') and not is_asked_behind)
                or (party_before in ('asked', 'told') and is_allowing)
                or (party_before = 'told' and is_told_otherwise)
                then -{{ claim_parameter('payer_other_party') }}
            else 0.0
        end
        - least(gap, {{ claim_parameter('payer_longest_gap') }}) / {{ claim_parameter('payer_gap_unit') }} as score
    from featured

)

select
    money_mention_id,
    article_id,
    sentence_index,
    candidate_id,
    entity_id,
    entity_type,
    mention_type,
    surface,
    full_name,
    is_public,
    char_start,
    char_end,
    is_before,
    gap,
    party_before,
    party_after,
    is_contractor,
    is_raiser,
    score
from scored
order by money_mention_id, char_start, candidate_id
