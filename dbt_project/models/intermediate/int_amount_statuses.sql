{{ config(materialized='incremental') }}
-- One row per claimable amount: the status that its sentence gives it, with the cue. A title that says a plan is dead
-- holds for every amount of its article. Who calls for money that is his own to give announces it.
with

amounts as (

    select * from {{ changed_rows('int_claim_amounts') }}

),

cues as (

    select * from {{ changed_rows('int_amount_cues') }}

),

all_cues as (

    select * from {{ changed_rows('stg_status_cues') }}

),

all_amounts as (

    select distinct
        article_id,
        sentence_index
    from {{ changed_rows('int_money_resolved') }}
    where not is_duplicate

),

payers as (

    select * from {{ changed_rows('int_amount_payers') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

-- "1.2 billion will be lent": a participle behind the passive of what is still to come tells of a plan.
timed as (

    select
        cues.* exclude (cue_code, level),
        coalesce(
            cues.level > 2
            and regexp_matches(
                lower(substring(sentences.sentence_text, 1, cues.cue_start - sentences.char_start)),
                '{{ var("passive_ahead_pattern") }}'
            ), false
        ) as is_ahead,
        case when is_ahead then 'announced' else cues.cue_code end as cue_code,
        case when is_ahead then 2 else cues.level end as level
    from cues
    left join sentences
        on
            cues.article_id = sentences.article_id
            and cues.sentence_index = sentences.sentence_index
    where cues.cue_type = 'status' and not cues.is_negated

),

-- "The council accepted a credit of 48 million": what was decided upon in the past is no request any more.
decided_requests as (

    select distinct requests.money_mention_id
    from timed as requests
    inner join timed as decisions
        on
            requests.money_mention_id = decisions.money_mention_id
            and requests.cue_start > decisions.cue_start
    where
        requests.cue_code = 'budget_requested'
        and requests.gap <= {{ claim_parameter('cue_gap_own') }}
        and decisions.cue_code = 'approved'
        and decisions.side = 'before'
        and decisions.amounts_between = 0
        and regexp_matches(lower(decisions.cue_surface), '{{ var("past_tense_pattern") }}')
        -- "adopted a message that asks for a credit" decides to ask
        and not exists (
            select 1 from timed as asking
            where
                asking.money_mention_id = requests.money_mention_id
                and asking.cue_code = 'budget_requested'
                and asking.cue_start between decisions.cue_start and requests.cue_start - 1
        )

),

-- French and English verbs stand before their amount, Japanese ones behind it.
ranked as (

    select
        cues.*,
        cues.strength
        * case
            when amounts.language in ('ja', 'zh', 'ko') and cues.side = 'before'
                then {{ claim_parameter('status_before_eastern') }}
            when amounts.language not in ('ja', 'zh', 'ko') and cues.side = 'after'
                then {{ claim_parameter('status_behind_western') }}
            else 1.0
        end
        + case
            when
                cues.level >= {{ claim_parameter('asked_level') }}
                then {{ claim_parameter('status_of_budget') }}
            else 0.0
        end as rank_strength
    from amounts
    inner join timed as cues on amounts.money_mention_id = cues.money_mention_id
    left join decided_requests on amounts.money_mention_id = decided_requests.money_mention_id
    where
        (decided_requests.money_mention_id is null or cues.cue_code != 'budget_requested')
        and (cues.amounts_between = 0 or cues.side = 'before' or amounts.language in ('ja', 'zh', 'ko'))

),

best as (

    select * from ranked
    qualify
        row_number() over (
            partition by money_mention_id
            order by rank_strength desc, length(cue_surface) desc, gap asc, cue_start asc
        ) = 1

),

dead as (

    select
        all_cues.article_id,
        all_cues.cue_code,
        all_cues.surface,
        all_cues.char_start,
        all_cues.char_end
    from all_cues
    inner join sentences
        on
            all_cues.article_id = sentences.article_id
            and all_cues.sentence_index = sentences.sentence_index
    where
        sentences.passage_kind = 'title'
        and all_cues.cue_type = 'status'
        and all_cues.cue_code in ('cancelled', 'suspended', 'rejected')
        and not all_cues.is_negated
    qualify row_number() over (partition by all_cues.article_id order by all_cues.char_start) = 1

),

-- "The agency signed the contracts on Tuesday. The total comes to 5 million": a sentence without a sum tells in the
-- past tense what was decided about the sum of its neighbour, or that "that money" has been paid.
told as (

    select
        amounts.money_mention_id,
        all_cues.cue_code,
        all_cues.surface,
        all_cues.char_start,
        all_cues.char_end
    from amounts
    inner join all_cues
        on
            amounts.article_id = all_cues.article_id
            and amounts.passage_index = all_cues.passage_index
            and abs(amounts.sentence_index - all_cues.sentence_index) = 1
    left join sentences
        on
            all_cues.article_id = sentences.article_id
            and all_cues.sentence_index = sentences.sentence_index
    anti join all_amounts
        on
            all_cues.article_id = all_amounts.article_id
            and all_cues.sentence_index = all_amounts.sentence_index
    where
        all_cues.cue_type = 'status'
        and (
            all_cues.level between {{ claim_parameter('neighbour_level') }} and {{ claim_parameter('granted_level') }}
            or (
                all_cues.level = {{ claim_parameter('paid_level') }}
                and all_cues.sentence_index > amounts.sentence_index
                and regexp_matches(lower(all_cues.surface), '{{ var("paying_pattern") }}')
                and regexp_matches(lower(sentences.sentence_text), '{{ var("told_money_pattern") }}')
            )
        )
        and not all_cues.is_negated
        and regexp_matches(lower(all_cues.surface), '{{ var("past_tense_pattern") }}')
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by all_cues.level desc, abs(all_cues.char_start - amounts.char_start) asc
        ) = 1

),

-- "The lenders signed the contracts on Monday. ... A lends 30 million, B contributes 9": who shares in a package that
-- was signed is bound by it, if the sentence tells no more than that it gives.
packages as (

    select
        all_cues.article_id,
        all_cues.sentence_index,
        all_cues.surface,
        all_cues.char_start,
        all_cues.char_end
    from all_cues
    inner join sentences
        on
            all_cues.article_id = sentences.article_id
            and all_cues.sentence_index = sentences.sentence_index
    where
        all_cues.cue_type = 'status'
        and all_cues.cue_code = 'committed'
        and not all_cues.is_negated
        -- one condition of both, or the pattern of a package would be tried on every sentence
        and case
            when regexp_matches(lower(all_cues.surface), '{{ var("signing_pattern") }}')
                then regexp_matches(lower(sentences.sentence_text), '{{ var("package_pattern") }}')
            else false
        end
        and sentences.passage_kind not in ('title', 'heading')
        and sentences.sentence_index <= {{ claim_parameter('signature_sentences') }}
    qualify
        row_number() over (
            partition by all_cues.article_id
            order by all_cues.sentence_index asc, all_cues.char_start asc
        ) = 1

),

distinct_sentences as (

    select distinct
        article_id,
        sentence_index
    from all_cues
    where cue_type = 'other_claim'

),

shared as (

    select
        amounts.money_mention_id,
        packages.surface,
        packages.char_start,
        packages.char_end,
        greatest(coalesce(amounts.previous_end, amounts.sentence_start), amounts.sentence_start) as told_from,
        lower(substring(
            amounts.sentence_text,
            told_from - amounts.sentence_start + 1,
            coalesce(amounts.next_start, amounts.sentence_end) - told_from
        )) as told_text,
        lower(substring(
            amounts.sentence_text, told_from - amounts.sentence_start + 1, amounts.char_start - told_from
        )) as text_before
    from amounts
    inner join packages
        on
            amounts.article_id = packages.article_id
            and amounts.sentence_index - packages.sentence_index
            between 1 and {{ claim_parameter('package_sentences') }}
    anti join distinct_sentences
        on
            amounts.article_id = distinct_sentences.article_id
            and amounts.sentence_index = distinct_sentences.sentence_index
    where
        amounts.role = 'commitment'
        and amounts.per is null
        and regexp_matches(told_text, '{{ var("share_pattern") }}')
        and not regexp_matches(text_before, '{{ var("ahead_pattern") }}')

),

-- The sums of a draft budget are asked for, where their own sentence tells no more than that they are planned.
drafts as (

    select distinct all_cues.article_id
    from all_cues
    inner join sentences
        on
            all_cues.article_id = sentences.article_id
            and all_cues.sentence_index = sentences.sentence_index
    where
        sentences.passage_kind = 'title'
        and all_cues.cue_type = 'status'
        and all_cues.cue_code = 'budget_requested'
        and not all_cues.is_negated
        and regexp_matches(lower(all_cues.surface), '{{ var("draft_budget_pattern") }}')

),

decided as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        case
            when dead.cue_code is not null and coalesce(best.level, 2) between 1 and 6 then dead.cue_code
            when
                amounts.role = 'political_call'
                and coalesce(best.level, 0) = 0
                and payers.payer_basis = 'sentence'
                and payers.payer_type in ('person', 'government', 'ministry', 'country')
                and payers.payer_end <= coalesce(best.cue_start, amounts.char_start)
                then 'announced'
            when told.cue_code is not null and coalesce(best.level, 2) = 2 then told.cue_code
            when shared.money_mention_id is not null and coalesce(best.level, 2) = 2 then 'committed'
            when drafts.article_id is not null and coalesce(best.level, 2) between 2 and 4 then 'budget_requested'
            when best.cue_code is not null then best.cue_code
            when amounts.role = 'budget_request' then 'budget_requested'
            when amounts.role = 'political_call' then 'mentioned'
            else 'announced'
        end as status,
        case
            when dead.cue_code is not null and coalesce(best.level, 2) between 1 and 6 then dead.surface
            when told.cue_code is not null and coalesce(best.level, 2) = 2 then told.surface
            when shared.money_mention_id is not null and coalesce(best.level, 2) = 2 then shared.surface
            else best.cue_surface
        end as status_cue,
        case
            when dead.cue_code is not null and coalesce(best.level, 2) between 1 and 6 then dead.char_start
            when told.cue_code is not null and coalesce(best.level, 2) = 2 then told.char_start
            when shared.money_mention_id is not null and coalesce(best.level, 2) = 2 then shared.char_start
            else best.cue_start
        end as status_cue_start,
        case
            when dead.cue_code is not null and coalesce(best.level, 2) between 1 and 6 then dead.char_end
            when told.cue_code is not null and coalesce(best.level, 2) = 2 then told.char_end
            when shared.money_mention_id is not null and coalesce(best.level, 2) = 2 then shared.char_end
            else best.cue_end
        end as status_cue_end,
        coalesce(best.rank_strength, 0.0) as status_strength
    from amounts
    left join best on amounts.money_mention_id = best.money_mention_id
    left join payers on amounts.money_mention_id = payers.money_mention_id
    left join drafts on amounts.article_id = drafts.article_id
    left join shared on amounts.money_mention_id = shared.money_mention_id
    left join told
        on
            amounts.money_mention_id = told.money_mention_id
            and amounts.role in ('commitment', 'project_cost')
    left join dead on amounts.article_id = dead.article_id

)

select * from decided
order by money_mention_id
