-- One row per claimable amount: the status that its sentence gives it, with the cue. A title that says a plan is dead
-- holds for every amount of its article. Who calls for money that is his own to give announces it.
with

amounts as (

    select * from {{ ref('int_claim_amounts') }}

),

cues as (

    select * from {{ ref('int_amount_cues') }}

),

all_cues as (

    select * from {{ ref('stg_status_cues') }}

),

all_amounts as (

    select distinct
        article_id,
        sentence_index
    from {{ ref('int_money_resolved') }}
    where not is_duplicate

),

payers as (

    select * from {{ ref('int_amount_payers') }}

),

sentences as (

    select * from {{ ref('int_sentences_cut') }}

),

-- French and English verbs stand before their amount, Japanese ones behind it.
ranked as (

    select
        cues.*,
        cues.strength
        * case
            when amounts.language in ('ja', 'zh', 'ko') and cues.side = 'before' then 0.75
            when amounts.language not in ('ja', 'zh', 'ko') and cues.side = 'after' then 0.8
            else 1.0
        end
        + case when cues.level >= 3 then 0.3 else 0.0 end as rank_strength
    from amounts
    inner join cues on amounts.money_mention_id = cues.money_mention_id
    where
        cues.cue_type = 'status'
        and not cues.is_negated
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
-- past tense what was decided about the sum of its neighbour.
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
    anti join all_amounts
        on
            all_cues.article_id = all_amounts.article_id
            and all_cues.sentence_index = all_amounts.sentence_index
    where
        all_cues.cue_type = 'status'
        and all_cues.level between {{ claim_parameter('neighbour_level') }} and {{ claim_parameter('granted_level') }}
        and not all_cues.is_negated
        and regexp_matches(lower(all_cues.surface), '{{ var("past_tense_pattern") }}')
    qualify
        row_number() over (
            partition by amounts.money_mention_id
            order by all_cues.level desc, abs(all_cues.char_start - amounts.char_start) asc
        ) = 1

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
            when drafts.article_id is not null and coalesce(best.level, 2) between 2 and 4 then 'budget_requested'
            when best.cue_code is not null then best.cue_code
            when amounts.role = 'budget_request' then 'budget_requested'
            when amounts.role = 'political_call' then 'mentioned'
            else 'announced'
        end as status,
        case
            when dead.cue_code is not null and coalesce(best.level, 2) between 1 and 6 then dead.surface
            when told.cue_code is not null and coalesce(best.level, 2) = 2 then told.surface
            else best.cue_surface
        end as status_cue,
        case
            when dead.cue_code is not null and coalesce(best.level, 2) between 1 and 6 then dead.char_start
            when told.cue_code is not null and coalesce(best.level, 2) = 2 then told.char_start
            else best.cue_start
        end as status_cue_start,
        case
            when dead.cue_code is not null and coalesce(best.level, 2) between 1 and 6 then dead.char_end
            when told.cue_code is not null and coalesce(best.level, 2) = 2 then told.char_end
            else best.cue_end
        end as status_cue_end,
        coalesce(best.rank_strength, 0.0) as status_strength
    from amounts
    left join best on amounts.money_mention_id = best.money_mention_id
    left join payers on amounts.money_mention_id = payers.money_mention_id
    left join drafts on amounts.article_id = drafts.article_id
    left join told
        on
            amounts.money_mention_id = told.money_mention_id
            and amounts.role in ('commitment', 'project_cost')
    left join dead on amounts.article_id = dead.article_id

)

select * from decided
order by money_mention_id
