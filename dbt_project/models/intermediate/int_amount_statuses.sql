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

shapes as (

    select * from {{ changed_rows('int_amount_shapes') }}
    where status is not null

),

payers as (

    select * from {{ changed_rows('int_amount_payers') }}

),

sentences as (

    select * from {{ changed_rows('int_sentences_cut') }}

),

-- "1.2 billion will be lent": a participle behind the passive of what is still to come tells of a plan, and so does
-- "the first payment, 5 million, will be made" or 契約を結ぶ. What a union or a lobby demands is no request in a procedure.
timed as (

    select
        cues.* exclude (cue_code, level),
        coalesce(
            cues.level > 2
            and (
                regexp_matches(
                    lower(substring(sentences.sentence_text, 1, cues.cue_start - sentences.char_start)),
                    '{{ var("passive_ahead_pattern") }}'
                )
                or case
                    when regexp_matches(lower(cues.cue_surface), '{{ var("ahead_noun_pattern") }}')
                        then
                            regexp_matches(
                                lower(substring(
                                    sentences.sentence_text, cues.cue_end - sentences.char_start + 1
                                )),
                                '{{ var("ahead_behind_pattern") }}'
                            )
                            and not regexp_matches(
                                regexp_extract(
                                    lower(substring(
                                        sentences.sentence_text, cues.cue_end - sentences.char_start + 1
                                    )),
                                    '{{ var("ahead_behind_pattern") }}'
                                ),
                                '{{ var("ahead_break_pattern") }}'
                            )
                    else false
                end
            ), false
        ) as is_ahead,
        case
            when cues.cue_code != 'budget_requested' then false
            when not regexp_matches(lower(cues.cue_surface), '{{ var("demanding_pattern") }}') then false
            else
                coalesce(
                    regexp_matches(
                        lower(substring(sentences.sentence_text, 1, cues.cue_start - sentences.char_start)),
                        '{{ var("demander_pattern") }}'
                    )
                    and not regexp_matches(
                        regexp_extract(
                            lower(substring(sentences.sentence_text, 1, cues.cue_start - sentences.char_start)),
                            '{{ var("demander_pattern") }}'
                        ),
                        '{{ var("other_demander_pattern") }}'
                    )
                    and (
                        not regexp_matches(lower(cues.cue_surface), '{{ var("asking_verb_pattern") }}')
                        or regexp_matches(
                            lower(substring(sentences.sentence_text, 1, cues.cue_start - sentences.char_start)),
                            '{{ var("asking_for_others_pattern") }}'
                        )
                        or regexp_matches(
                            lower(substring(sentences.sentence_text, cues.cue_end - sentences.char_start + 1)),
                            '{{ var("state_asked_pattern") }}'
                        )
                    ), false
                )
        end as is_demand,
        -- 防衛省は…求めた: what an authority asks for it asks of whoever holds the purse
        case
            when
                cues.cue_code = 'mentioned'
                and regexp_matches(cues.cue_surface, '^(?:求め|要請|要望)')
                then
                    regexp_matches(
                        substring(sentences.sentence_text, 1, cues.cue_start - sentences.char_start),
                        '{{ var("authority_before_pattern") }}'
                    )
                    and not regexp_matches(
                        substring(sentences.sentence_text, 1, cues.cue_start - sentences.char_start),
                        '{{ var("others_asked_pattern") }}'
                    )
            else false
        end as is_request,
        case
            when is_ahead then 'announced'
            when is_demand then 'mentioned'
            when is_request then 'budget_requested'
            else cues.cue_code
        end as cue_code,
        case
            when is_ahead then 2
            when is_demand then 0
            when is_request then {{ claim_parameter('asked_level') }}
            else cues.level
        end as level
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

-- "550 million is entered in the draft budget": what a draft holds is asked for, however it says so.
drafted as (

    select distinct money_mention_id
    from timed
    where
        cue_code = 'budget_requested'
        and amounts_between = 0
        and regexp_matches(lower(cue_surface), '{{ var("draft_bill_pattern") }}')

),

-- "A is weighing 5 million, and B turned down 2 million": a refusal that a sum of its own follows says nothing of the
-- sum before it.
owned_refusals as (

    select distinct timed.cue_id
    from timed
    inner join amounts on timed.money_mention_id = amounts.money_mention_id
    where
        timed.side = 'before'
        and timed.amounts_between = 0
        and timed.gap <= {{ claim_parameter('cue_gap_middle') }}
        and amounts.language not in ('ja', 'zh', 'ko')
        and regexp_matches(lower(timed.cue_surface), '{{ var("refusal_pattern") }}')
        -- "5 million was refused; only 2 million was granted": what came instead was not refused
        and not coalesce(
            regexp_matches(
                lower(substring(
                    amounts.sentence_text,
                    timed.cue_end - amounts.sentence_start + 1,
                    amounts.char_start - timed.cue_end
                )),
                '{{ var("refusal_break_pattern") }}'
            ), false
        )

),

-- "A request for 5 million was turned down": a refusal ends what was asked for, wherever the words stand.
refusals as (

    select
        answers.money_mention_id,
        answers.cue_surface,
        answers.cue_start,
        answers.cue_end
    from timed as answers
    inner join timed as requests on answers.money_mention_id = requests.money_mention_id
    anti join owned_refusals on case when answers.side = 'after' then answers.cue_id end = owned_refusals.cue_id
    where
        answers.cue_code in ('rejected', 'cancelled')
        and answers.amounts_between = 0
        and regexp_matches(lower(answers.cue_surface), '{{ var("refusal_pattern") }}')
        and (
            requests.cue_code in ('budget_requested', 'mentioned')
            or (requests.cue_code = 'considered' and answers.side = 'after')
        )
        and requests.amounts_between = 0
    qualify
        row_number() over (
            partition by answers.money_mention_id
            order by answers.gap asc, answers.cue_start asc, answers.cue_id asc
        ) = 1

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
                cues.level >= {{ claim_parameter('asked_level') }} or cues.is_demand
                then {{ claim_parameter('status_of_budget') }}
            else 0.0
        end as rank_strength
    from amounts
    inner join timed as cues on amounts.money_mention_id = cues.money_mention_id
    left join decided_requests on amounts.money_mention_id = decided_requests.money_mention_id
    left join drafted on amounts.money_mention_id = drafted.money_mention_id
    where
        (decided_requests.money_mention_id is null or cues.cue_code != 'budget_requested')
        and (
            drafted.money_mention_id is null
            or cues.cue_code != 'approved'
            or not regexp_matches(lower(cues.cue_surface), '{{ var("inscribing_pattern") }}')
        )
        and (cues.amounts_between = 0 or cues.side = 'before' or amounts.language in ('ja', 'zh', 'ko'))
        -- "The State pays 5 million, the unions demand 8": who demands is told behind the sum of somebody else
        and not (
            cues.is_demand
            and cues.side = 'after'
            and amounts.language not in ('ja', 'zh', 'ko')
            and not regexp_matches(
                lower(substring(amounts.sentence_text, amounts.group_end - amounts.sentence_start + 1)),
                '{{ var("relative_behind_pattern") }}'
            )
        )
        and not (
            cues.side = 'before' and regexp_matches(lower(cues.cue_surface), '{{ var("paid_behind_only_pattern") }}')
        )
        and not (
            (cues.side = 'after' or cues.gap > {{ claim_parameter('attached_gap') }})
            and regexp_matches(lower(cues.cue_surface), '{{ var("paid_adjacent_pattern") }}')
        )
        -- 会談は中止されたが、政府は5億円を出す: a Japanese verb closes its clause
        and not (
            amounts.language = 'ja'
            and cues.side = 'before'
            and cues.cue_code in ('cancelled', 'suspended', 'disbursing', 'completed')
            and contains(
                substring(
                    amounts.sentence_text,
                    cues.cue_end - amounts.sentence_start + 1,
                    amounts.char_start - cues.cue_end
                ),
                '、'
            )
        )

),

-- "It agreed in principle in May, and on Monday it signed a loan of 5 million": the decision has come.
decided_since as (

    select distinct
        principles.cue_id,
        principles.money_mention_id
    from ranked as principles
    inner join ranked as decisions
        on
            principles.money_mention_id = decisions.money_mention_id
            and principles.cue_end < decisions.cue_start
    where
        regexp_matches(lower(principles.cue_surface), '{{ var("in_principle_pattern") }}')
        and decisions.level >= {{ claim_parameter('neighbour_level') }}
        and decisions.side = 'before'

),

best as (

    select ranked.*
    from ranked
    anti join owned_refusals on case when ranked.side = 'after' then ranked.cue_id end = owned_refusals.cue_id
    anti join decided_since
        on
            ranked.cue_id = decided_since.cue_id
            and ranked.money_mention_id = decided_since.money_mention_id
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
        -- "The rest, 5 million, is to come from the shareholders", whatever was decided about the others
        and not coalesce(
            regexp_matches(lower(amounts.sentence_text), '{{ var("still_to_give_pattern") }}'), false
        )
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
        and not regexp_matches(told_text, '{{ var("still_to_give_pattern") }}')

),

-- "The agency awarded 180 million. The split: 75 million for a hall", "Of the sum asked for, 5 million": what deals out
-- a sum that was asked for or decided upon is asked for or decided upon with it.
dealt_out as (

    select
        amounts.money_mention_id,
        wholes.money_mention_id as whole_id,
        1 as way,
        wholes.char_start as place
    from amounts
    inner join amounts as wholes
        on
            amounts.article_id = wholes.article_id
            and amounts.passage_index = wholes.passage_index
            and amounts.sentence_index = wholes.sentence_index + 1
    where
        regexp_matches(lower(ltrim(amounts.sentence_text)), '{{ var("split_pattern") }}')
        or regexp_matches(ltrim(amounts.sentence_text), '{{ var("breakdown_pattern") }}')

),

-- The first sum of each item of a list.
items as (

    select
        *,
        passage_index - row_number() over (partition by article_id order by passage_index) as list_number
    from (
        select * from amounts
        where passage_kind = 'list_item'
        qualify row_number() over (partition by article_id, passage_index order by char_start) = 1
    )

),

lists as (

    select
        article_id,
        currency,
        list_number,
        min(passage_index) as first_passage,
        sum(amount_max) as items_sum
    from items
    group by article_id, currency, list_number
    having count(*) > 1

),

-- "The cabinet approved 21 billion. - Seed: 8 billion - Storage: 7 billion": the items of a list and the sum before it
-- that they make, or that is told right before them and holds them.
listed as (

    select
        lists.article_id,
        lists.currency,
        lists.list_number,
        wholes.money_mention_id as whole_id,
        wholes.char_start as place
    from lists
    inner join amounts as wholes
        on
            lists.article_id = wholes.article_id
            and lists.currency = wholes.currency
            and lists.first_passage > wholes.passage_index
    where
        wholes.passage_kind != 'list_item'
        and wholes.amount_max >= lists.items_sum * (1 - {{ rule_parameter('R24', 'slack_ratio') }})
        and (
            wholes.amount_max <= lists.items_sum * (1 + {{ rule_parameter('R24', 'slack_ratio') }})
            or lists.first_passage - wholes.passage_index <= {{ rule_parameter('R10', 'list_passages') }}
        )
    qualify
        row_number() over (
            partition by lists.article_id, lists.currency, lists.list_number
            order by
                wholes.amount_max <= lists.items_sum * (1 + {{ rule_parameter('R24', 'slack_ratio') }}) desc,
                wholes.passage_index desc,
                wholes.amount_max desc,
                wholes.char_start asc
        ) = 1

),

split_off as (

    select * from dealt_out
    union all
    select
        items.money_mention_id,
        listed.whole_id,
        2 as way,
        listed.place
    from items
    inner join listed
        on
            items.article_id = listed.article_id
            and items.currency = listed.currency
            and items.list_number = listed.list_number

),

splits as (

    select
        split_off.money_mention_id,
        best.cue_code,
        best.cue_surface,
        best.cue_start,
        best.cue_end
    from split_off
    inner join best on split_off.whole_id = best.money_mention_id
    where best.level between {{ claim_parameter('asked_level') }} and {{ claim_parameter('granted_level') }}
    qualify
        row_number() over (
            partition by split_off.money_mention_id
            order by split_off.way asc, split_off.place desc
        ) = 1

),

-- "It has raised 7.5 billion. A put in 3 billion and B 2": who came into a round is bound as the round is.
rounds as (

    select
        amounts.money_mention_id,
        coalesce(best.cue_code, wholes_shapes.status) as cue_code,
        best.cue_surface,
        best.cue_start,
        best.cue_end
    from amounts
    inner join amounts as wholes
        on
            amounts.article_id = wholes.article_id
            and amounts.currency = wholes.currency
            and amounts.sentence_index - wholes.sentence_index
            between 1 and {{ claim_parameter('round_sentences') }}
            and amounts.amount_max < wholes.amount_max
    inner join shapes as wholes_shapes on wholes.money_mention_id = wholes_shapes.money_mention_id
    left join best
        on
            wholes.money_mention_id = best.money_mention_id
            and best.level > 2
    where
        wholes_shapes.shape = 'raised'
        and case
            when amounts.language = 'ja'
                then regexp_matches(
                        substring(amounts.sentence_text, amounts.group_end - amounts.sentence_start + 1),
                        '{{ var("eastern_put_in_pattern") }}'
                    )
            else regexp_matches(
                    lower(left(amounts.sentence_text, amounts.char_start - amounts.sentence_start)),
                    '{{ var("put_in_pattern") }}'
                )
        end
    qualify row_number() over (partition by amounts.money_mention_id order by wholes.char_start desc) = 1

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

-- "Slovakia takes back the 20 million promised in January": the promise is history.
withdrawn as (

    select money_mention_id
    from amounts
    where
        regexp_matches(
            lower(left(sentence_text, char_start - sentence_start)), '{{ var("withdrawn_before_pattern") }}'
        )
        or regexp_matches(
            lower(substring(sentence_text, group_end - sentence_start + 1)), '{{ var("withdrawn_behind_pattern") }}'
        )

),

-- The status and the cue that bears it out are chosen together.
chosen as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        case
            when
                dead.cue_code is not null and coalesce(best.level, 2) between 1 and 6
                then {{ with_cue("dead.cue_code", "dead.surface", "dead.char") }}
            when shapes.shape = 'demanded' and coalesce(best.level, 0) <= 3 then {{ with_cue("shapes.status") }}
            when
                withdrawn.money_mention_id is not null and coalesce(best.level, 2) between 1 and 6
                then {{ with_cue("'cancelled'") }}
            when
                amounts.role = 'political_call'
                and coalesce(best.level, 0) = 0
                and payers.payer_basis = 'sentence'
                and payers.payer_type in ('person', 'government', 'ministry', 'country')
                and payers.payer_end <= coalesce(best.cue_start, amounts.char_start)
                then {{ with_cue("'announced'", "best.cue_surface", "best.cue") }}
            when
                splits.cue_code is not null and coalesce(best.level, 2) = 2
                then {{ with_cue("splits.cue_code", "splits.cue_surface", "splits.cue") }}
            when
                rounds.cue_code is not null and coalesce(best.level, 2) = 2
                then {{ with_cue("rounds.cue_code", "rounds.cue_surface", "rounds.cue") }}
            when
                told.cue_code is not null and coalesce(best.level, 2) = 2
                then {{ with_cue("told.cue_code", "told.surface", "told.char") }}
            when
                shapes.money_mention_id is not null
                and (
                    coalesce(best.level, 2) = 2
                    -- "chosen for the works at 175 million, X has been paid 21 million": the word of the next sum
                    or (
                        best.side = 'after'
                        and best.level > 2
                        and amounts.next_start is not null
                        and amounts.language not in ('ja', 'zh', 'ko')
                        and best.rank_strength < {{ claim_parameter('told_stage_points') }}
                    )
                )
                then {{ with_cue("shapes.status") }}
            when
                shared.money_mention_id is not null and coalesce(best.level, 2) = 2
                then {{ with_cue("'committed'", "shared.surface", "shared.char") }}
            when
                refusals.money_mention_id is not null and coalesce(best.level, 2) between 0 and 3
                then {{ with_cue("'cancelled'", "refusals.cue_surface", "refusals.cue") }}
            else struct_pack(
                    status := case
                        when
                            drafts.article_id is not null and coalesce(best.level, 2) between 2 and 4
                            then 'budget_requested'
                        when best.cue_code is not null then best.cue_code
                        when amounts.role = 'budget_request' then 'budget_requested'
                        when amounts.role = 'political_call' then 'mentioned'
                        else 'announced'
                    end,
                    cue := best.cue_surface,
                    cue_start := best.cue_start,
                    cue_end := best.cue_end
                )
        end as choice,
        coalesce(best.rank_strength, 0.0) as status_strength
    from amounts
    left join best on amounts.money_mention_id = best.money_mention_id
    left join payers on amounts.money_mention_id = payers.money_mention_id
    left join splits on amounts.money_mention_id = splits.money_mention_id
    left join rounds on amounts.money_mention_id = rounds.money_mention_id
    left join drafts on amounts.article_id = drafts.article_id
    left join refusals on amounts.money_mention_id = refusals.money_mention_id
    left join shared on amounts.money_mention_id = shared.money_mention_id
    left join withdrawn on amounts.money_mention_id = withdrawn.money_mention_id
    left join shapes on amounts.money_mention_id = shapes.money_mention_id
    left join told
        on
            case when amounts.role in ('commitment', 'project_cost') then amounts.money_mention_id end
            = told.money_mention_id
    left join dead on amounts.article_id = dead.article_id

),

decided as (

    select
        money_mention_id,
        article_id,
        choice.status,
        choice.cue as status_cue,
        choice.cue_start as status_cue_start,
        choice.cue_end as status_cue_end,
        status_strength
    from chosen

)

select * from decided
order by money_mention_id
