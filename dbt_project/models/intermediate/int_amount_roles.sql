{{ config(materialized='incremental') }}
-- One row per amount outside repeated passages: the role with the best score, and the cues that speak for it.
with

amounts as (

    select * from {{ changed_rows('int_money_resolved') }}

),

cues as (

    select * from {{ changed_rows('int_amount_cues') }}

),

role_weights as (

    select * from {{ ref('ref_role_weights') }}

),

articles as (

    select * from {{ changed_rows('stg_articles') }}

),

shapes as (

    select * from {{ changed_rows('int_amount_shapes') }}

),

foreign_amounts as (

    select * from {{ changed_rows('int_foreign_amounts') }}

),

-- Sums that the article gives as the conversion of another; said again later, they still are.
conversions as (

    select distinct
        converted.article_id,
        converted.amount_min,
        converted.amount_max,
        converted.currency
    from amounts as converted
    inner join amounts as primaries on converted.equivalent_of_id = primaries.money_mention_id
    where not converted.is_duplicate and converted.currency != primaries.currency

),

-- A cue of a budget request speaks for that role, whatever the sentence says of purposes.
role_cues as (

    select
        money_mention_id,
        case when cue_type = 'role' then cue_code else 'budget_request' end as role,
        side,
        language,
        strength,
        gap,
        amounts_between,
        cue_surface,
        cue_start
    from cues
    where cue_type = 'role' or (cue_type = 'status' and cue_code = 'budget_requested')

),

scored as (

    select
        role_cues.money_mention_id,
        role_cues.role,
        round(  -- in whatever order the rows come
            max(role_cues.strength * role_weights.weight)
            + {{ claim_parameter('further_cue_share') }}
            * (sum(role_cues.strength * role_weights.weight) - max(role_cues.strength * role_weights.weight)),
            6
        ) as score,
        list(role_cues.cue_surface order by role_cues.cue_start) as cues,
        min(role_cues.gap) filter (where role_cues.side = 'before') as gap_before,
        min(role_cues.gap) filter (where role_cues.side = 'after') as gap_behind
    from role_cues
    inner join role_weights on role_cues.role = role_weights.role
    where
        role_cues.gap <= role_weights.max_gap
        and (
            role_weights.side = 'both'
            or role_weights.side = role_cues.side
            or role_cues.language in ('ja', 'zh', 'ko')
        )
    group by role_cues.money_mention_id, role_cues.role

),

-- "Plans to spend 2 billion, and prices have slid": the verb of giving right before an amount governs it.
governed as (

    select
        money_mention_id,
        min(gap) as verb_gap
    from cues
    where
        side = 'before'
        and amounts_between = 0
        and gap <= {{ claim_parameter('verb_gap') }}
        and language not in ('ja', 'zh', 'ko')
        and (
            (cue_type = 'role' and cue_code = 'commitment')
            or (cue_type = 'status' and cue_code in ('approved', 'appropriated', 'committed', 'disbursing'))
        )
    group by money_mention_id

),

-- "Serum, by contrast, has shelved a 14 million line": who gives up a plan is told as such, whatever frames it.
dropped as (

    select distinct money_mention_id
    from cues
    where
        cue_type = 'status'
        and cue_code in ('cancelled', 'suspended')
        and not is_negated
        and side = 'before'
        and amounts_between = 0
        and gap <= {{ claim_parameter('verb_gap') }}

),

-- "Riyadh withdrew a 40 million offer in 2021": what was promised and given up is told as such, whenever that was.
given_up as (

    select distinct money_mention_id
    from cues
    where
        cue_type = 'status'
        and cue_code = 'cancelled'
        and not is_negated
        and amounts_between = 0
        and gap <= {{ claim_parameter('given_up_gap') }}

),

rivals as (

    select
        scored.* exclude (gap_before, gap_behind),
        role_weights.is_claimable
    from scored
    inner join role_weights on scored.role = role_weights.role
    inner join amounts on scored.money_mention_id = amounts.money_mention_id
    left join governed on scored.money_mention_id = governed.money_mention_id
    left join dropped on scored.money_mention_id = dropped.money_mention_id
    where
        scored.role != 'commitment'
        and (dropped.money_mention_id is null or scored.role != 'elsewhere')
        and (
            governed.money_mention_id is null
            or scored.role not in ('other', 'market_size', 'turnover', 'shortfall')
            or scored.gap_before <= governed.verb_gap
            or scored.gap_behind <= {{ claim_parameter('attached_gap') }}
        )
        and scored.score >= role_weights.min_score
        and (scored.role != 'wage' or amounts.amount_max <= {{ claim_parameter('largest_wage') }})

),

-- "The market could reach X by 2030": the size of a market, or sales, still to come are an expectation.
expected as (

    select distinct money_mention_id
    from rivals
    where role in ('forecast', 'target')

),

-- "The total cost is estimated at": what a project costs is no forecast of what somebody earns.
costed as (

    select distinct money_mention_id
    from rivals
    where role = 'project_cost'

),

ranked as (

    select
        rivals.*,
        row_number() over (
            partition by rivals.money_mention_id
            order by
                rivals.role = 'forecast' and costed.money_mention_id is not null asc,
                rivals.role in ('market_size', 'turnover') and expected.money_mention_id is not null asc,
                rivals.score desc,
                rivals.role asc
        ) as rank
    from rivals
    left join expected on rivals.money_mention_id = expected.money_mention_id
    left join costed on rivals.money_mention_id = costed.money_mention_id

),

commitment_scores as (

    select
        money_mention_id,
        score,
        cues
    from scored
    where role = 'commitment'

),

decided as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        amounts.passage_index,
        amounts.sentence_index,
        amounts.char_start,
        amounts.char_end,
        amounts.surface,
        amounts.equivalent_of_id,
        amounts.is_vague,
        amounts.passage_kind,
        amounts.amount_min,
        amounts.amount_max,
        amounts.currency,
        ranked.role as best_role,
        ranked.score as best_score,
        ranked.cues as best_cues,
        commitment_scores.score as commitment_score,
        case
            when amounts.passage_kind in ('boilerplate', 'metadata', 'byline', 'duplicate') then 'other'
            when
                amounts.equivalent_of_id is not null
                or (conversions.article_id is not null and ranked.role is null)
                then 'currency_equivalent'
            when amounts.is_vague then 'comparison'
            when amounts.currency is null then 'other'
            when shapes.role is not null then shapes.role
            -- "agreed to buy hydrogen for 70 million a year": no company is bought by the year
            when ranked.role = 'deal_value' and amounts.per = 'year' then 'commitment'
            when
                amounts.per in ('share', 'month', 'week', 'day', 'hour')
                then coalesce(
                        nullif(ranked.role, 'comparison'), case when amounts.per = 'share' then 'other' else 'wage' end
                    )
            when
                amounts.amount_max < {{ claim_parameter('least_claim_amount') }}
                then case
                        when ranked.role in ('wage', 'threshold', 'target', 'comparison') then ranked.role
                        when ranked.role is null and amounts.modality = 'at_most' then 'threshold'
                        else 'other'
                    end
            -- "in equal slices of 48 million a year": what each year brings is a part of the plan
            when ranked.role = 'instalment' and amounts.per = 'year' then 'commitment'
            when
                ranked.role is not null
                and (
                    (ranked.is_claimable and ranked.role != 'project_cost')
                    or ranked.score >= coalesce(commitment_scores.score, 0.0)
                )
                then ranked.role
            else 'commitment'
        end as role
    from amounts
    left join ranked
        on
            amounts.money_mention_id = ranked.money_mention_id
            and ranked.rank = 1
    left join commitment_scores on amounts.money_mention_id = commitment_scores.money_mention_id
    left join shapes on amounts.money_mention_id = shapes.money_mention_id
    left join conversions
        on
            amounts.article_id = conversions.article_id
            and amounts.currency = conversions.currency
            and amounts.amount_min = conversions.amount_min
            and amounts.amount_max = conversions.amount_max
    where not amounts.is_duplicate

),

-- "To climb to 22.5 billion, from 20.4 billion": the later of the two is where the change began. "14 million,
-- was cut to 12": so is a sum that a verb of change follows without another subject.
led as (

    select
        decided.money_mention_id,
        lower(substring(
            sentences.sentence_text,
            greatest(decided.char_start - sentences.char_start - {{ claim_parameter('change_chars') }} + 1, 1)::bigint,
            least({{ claim_parameter('change_chars') }}, decided.char_start - sentences.char_start)::bigint
        )) as text_before,
        lower(substring(
            sentences.sentence_text, (decided.char_end - sentences.char_start + 1)::bigint
        )) as text_behind
    from decided
    inner join {{ changed_rows('int_sentences_cut') }} as sentences
        on
            decided.article_id = sentences.article_id
            and decided.sentence_index = sentences.sentence_index

),

-- What several other countries spend, or one that is printed behind its sum, is named for comparison if no word
-- promises it. In a list ("... de la Chine (X) et des États-Unis (Y)") an amount without a cue of its own shares its
-- neighbour's role.
neighboured as (

    select
        decided.*,
        led.text_before,
        led.text_behind,
        lead(led.text_before) over in_sentence as next_text,
        lag(decided.role) over in_sentence as previous_role,
        decided.char_start - lag(decided.char_end) over in_sentence as previous_gap,
        lag(decided.amount_max) over in_sentence as previous_amount,
        max(decided.commitment_score) over whole_sentence as sentence_score
    from decided
    left join led on decided.money_mention_id = led.money_mention_id
    where decided.role != 'currency_equivalent'
    window
        in_sentence as (partition by decided.article_id, decided.sentence_index order by decided.char_start),
        whole_sentence as (partition by decided.article_id, decided.sentence_index)

),

listed as (

    select
        decided.* exclude (role),
        case
            when
                decided.role = 'commitment'
                and coalesce(decided.commitment_score, 0) < {{ claim_parameter('promise_points') }}
                and (
                    neighboured.previous_gap
                    between {{ claim_parameter('list_least_gap') }} and {{ claim_parameter('list_longest_gap') }}
                    or neighboured.previous_amount = decided.amount_max
                )
                and neighboured.previous_amount >= {{ claim_parameter('least_claim_amount') }}
                and neighboured.previous_role
                in ('comparison', 'market_size', 'turnover', 'forecast', 'target', 'wage', 'other')
                then neighboured.previous_role
            when
                decided.role = 'commitment'
                and neighboured.previous_role is not null
                and regexp_matches(neighboured.text_before, '{{ var("change_from_pattern") }}')
                and not coalesce(regexp_matches(neighboured.next_text, '{{ var("change_to_pattern") }}'), false)
                then 'comparison'
            when
                decided.role = 'commitment'
                and regexp_matches(neighboured.text_behind, '{{ var("changed_to_pattern") }}')
                then 'comparison'
            when
                decided.role = 'commitment'
                and coalesce(neighboured.sentence_score, 0) < {{ claim_parameter('promise_points') }}
                and (foreign_amounts.listed_count > 1 or not foreign_amounts.is_before)
                then 'comparison'
            when
                decided.role = 'commitment'
                and foreign_amounts.is_before
                and regexp_matches(neighboured.text_behind, '{{ var("likeness_pattern") }}')
                then 'elsewhere'
            else decided.role
        end as role
    from decided
    left join foreign_amounts on decided.money_mention_id = foreign_amounts.money_mention_id
    left join neighboured on decided.money_mention_id = neighboured.money_mention_id

),

-- What is thought of or asked for is still to come.
to_come as (

    select
        money_mention_id,
        min(cue_start) as cue_start
    from cues
    where
        cue_type = 'status'
        and not is_negated
        and amounts_between = 0
        and cue_code in ('considered', 'budget_requested')
    group by money_mention_id

),

bounded as (

    select
        money_mention_id,
        article_id,
        sentence_index,
        char_start,
        char_end,
        lead(char_start) over reading_order as next_start,
        min(char_start) over sentence as first_start
    from listed
    window
        sentence as (partition by article_id, sentence_index),
        reading_order as (partition by article_id, sentence_index order by char_start)

),

-- "In 2016 a plan of 3 trillion was unveiled": a sum whose sentence only tells of days long past, and does not say that
-- it was granted or paid, is history beside the news; so is one that belongs to a whole year that is over. A day beside
-- another sum is that one's: "it got 35 million in 2024 and has asked for 20 million", in whatever order.
dated_amounts as (

    select
        bounded.money_mention_id,
        max(coalesce(dates.end_on, '9999-12-31'::date)) as last_on,
        arg_max(dates.end_on - dates.start_on, coalesce(dates.end_on, '9999-12-31'::date)) as last_days
    from bounded
    inner join {{ changed_rows('stg_date_mentions') }} as dates
        on
            bounded.article_id = dates.article_id
            and bounded.sentence_index = dates.sentence_index
    left join to_come on bounded.money_mention_id = to_come.money_mention_id
    left join led on bounded.money_mention_id = led.money_mention_id
    where
        not dates.is_duplicate
        -- "dropped its 5 million plan, and a rival, launched in 2024, costs 9": a clause of the next sum
        and case
            when dates.char_start > bounded.char_end and dates.char_start < bounded.next_start
                then
                    not coalesce(regexp_matches(
                        left(led.text_behind, dates.char_start - bounded.char_end), '{{ var("next_clause_pattern") }}'
                    ), false)
            else true
        end
        and (dates.start_on is not null or dates.end_on is not null)
        and (
            to_come.money_mention_id is null
            or (
                dates.char_start < bounded.first_start
                and (bounded.char_start = bounded.first_start or to_come.cue_start < bounded.first_start)
            )
            or dates.char_start between to_come.cue_start and coalesce(bounded.next_start, dates.char_start)
        )
    group by bounded.money_mention_id

),

-- "Launched in 2023 with 90 million over five years" runs on behind the day that the sentence tells.
lengths as (

    select
        listed.money_mention_id,
        max(try_cast(nullif(regexp_extract(dates.duration_iso, 'P([0-9]+)Y', 1), '') as bigint)) as years
    from listed
    inner join {{ changed_rows('stg_date_mentions') }} as dates
        on
            listed.article_id = dates.article_id
            and listed.sentence_index = dates.sentence_index
            and dates.char_start - listed.char_end
            between 0 and {{ claim_parameter('behind_amount_gap') }}
    where dates.duration_iso is not null and not dates.is_duplicate
    group by listed.money_mention_id

),

granted as (

    select distinct money_mention_id
    from cues
    where cue_type = 'status' and not is_negated and level >= {{ claim_parameter('granted_level') }}

),

told_of_now as (

    select distinct money_mention_id
    from cues
    where cue_type = 'current'

),

repeated as (

    select
        article_id,
        amount_min,
        amount_max,
        currency
    from listed
    where amount_max >= {{ claim_parameter('least_claim_amount') }}
    group by all
    having count(distinct sentence_index) > 1

),

-- Where an article tells its news: its title and its first sentences.
leads as (

    select
        article_id,
        sentence_index
    from {{ changed_rows('int_sentences_cut') }}
    where passage_kind in ('title', 'body', 'list_item', 'summary')
    qualify
        row_number() over (partition by article_id order by sentence_index) <= {{ claim_parameter('lead_sentences') }}

),

aged as (

    select
        listed.*,
        listed.role in ('commitment', 'deal_value', 'project_cost', 'budget_request')
        and coalesce(
            articles.published_on - dated_amounts.last_on > {{ claim_parameter('history_days') }}
            or (
                articles.published_on > dated_amounts.last_on
                and dated_amounts.last_days >= {{ claim_parameter('shortest_span_days') }}
            ), false
        )
        and coalesce(dated_amounts.last_on + to_years(lengths.years) < articles.published_on, true)
        and repeated.article_id is null
        and told_of_now.money_mention_id is null as is_old,
        granted.money_mention_id is not null as is_granted,
        given_up.money_mention_id is not null as is_given_up,
        leads.article_id is not null as is_in_lead
    from listed
    left join articles on listed.article_id = articles.article_id
    left join dated_amounts on listed.money_mention_id = dated_amounts.money_mention_id
    left join leads
        on
            listed.article_id = leads.article_id
            and listed.sentence_index = leads.sentence_index
    left join lengths on listed.money_mention_id = lengths.money_mention_id
    left join granted on listed.money_mention_id = granted.money_mention_id
    left join given_up on listed.money_mention_id = given_up.money_mention_id
    left join told_of_now on listed.money_mention_id = told_of_now.money_mention_id
    left join repeated
        on
            listed.article_id = repeated.article_id
            and listed.amount_min = repeated.amount_min
            and listed.amount_max = repeated.amount_max
            and listed.currency is not distinct from repeated.currency

),

-- Beside the news of an article even a grant of long ago is history; without news it is what the article tells. What a
-- thing costs is the news where no other sum is.
news as (

    select distinct article_id
    from aged
    where is_in_lead and not is_old and role in ('commitment', 'budget_request', 'political_call')

),

newsworthy as (

    select
        aged.*,
        news.article_id is not null as has_news
    from aged
    left join news on aged.article_id = news.article_id

),

-- "The first year costs 9 million": the slice of a plan, and no cost of a thing.
first_costs as (

    select distinct money_mention_id
    from cues
    where
        cue_type = 'first_year'
        and side = 'before'
        and amounts_between = 0
        and gap <= {{ claim_parameter('first_year_gap') }}

),

timed as (

    select
        newsworthy.* exclude (role),
        case
            when role = 'deal_value' then role
            when is_old and not is_given_up and (not is_granted or has_news) then 'comparison'
            when role = 'project_cost' and is_in_lead and not has_news then 'commitment'
            when role = 'project_cost' and first_costs.money_mention_id is not null then 'commitment'
            else role
        end as role,
        -- a purchase that an article about other money mentions further down is a fact about the buyer
        role = 'deal_value' and ((is_old and not is_granted) or (has_news and not is_in_lead)) as is_aside
    from newsworthy
    left join first_costs on newsworthy.money_mention_id = first_costs.money_mention_id

),

-- The same figure plays the same role throughout an article: mentions with evidence outvote those without. Mentions
-- that disagree on what else the figure is do not add up.
votes as (

    select
        timed.article_id,
        timed.amount_min,
        timed.amount_max,
        timed.currency,
        timed.role,
        role_weights.is_claimable,
        count(*) as vote_count,
        round(sum(coalesce(timed.best_score, timed.commitment_score)), 6) as score  -- in whatever order the rows come
    from timed
    inner join role_weights on timed.role = role_weights.role
    where timed.amount_max >= {{ claim_parameter('least_claim_amount') }}
        and coalesce(timed.best_score, timed.commitment_score) is not null
    group by all

),

elections as (

    select
        article_id,
        amount_min,
        amount_max,
        currency,
        sum(vote_count) filter (where is_claimable) as claim_votes,
        max(vote_count) filter (where not is_claimable) as other_votes,
        first(role order by is_claimable asc, vote_count desc, score desc, role asc) as other_role
    from votes
    group by all

),

harmonised as (

    select
        timed.money_mention_id,
        timed.article_id,
        timed.passage_index,
        timed.sentence_index,
        timed.char_start,
        timed.char_end,
        timed.surface,
        timed.equivalent_of_id,
        case
            when timed.role = 'currency_equivalent' then timed.role
            when role_weights.is_claimable and coalesce(elections.other_votes, 0) > coalesce(elections.claim_votes, 0)
                then elections.other_role
            when
                not coalesce(role_weights.is_claimable, true)
                and not timed.is_vague
                and coalesce(elections.claim_votes, 0) > coalesce(elections.other_votes, 0)
                then 'commitment'
            else timed.role
        end as role,
        greatest(coalesce(timed.best_score, 0), coalesce(timed.commitment_score, 0)) as role_score,
        timed.commitment_score,
        timed.best_role as rival_role,
        timed.best_score as rival_score,
        timed.best_cues as role_cues,
        timed.is_aside,
        timed.passage_kind
    from timed
    left join role_weights on timed.role = role_weights.role
    left join elections
        on
            timed.article_id = elections.article_id
            and timed.amount_min = elections.amount_min
            and timed.amount_max = elections.amount_max
            and timed.currency is not distinct from elections.currency

),

final as (

    select
        * exclude (is_aside),
        not (is_aside and role = 'deal_value')
        and role in (
            'commitment', 'budget_request', 'political_call', 'deal_value', 'private_attraction', 'project_cost'
        ) as is_claimable
    from harmonised

)

select * from final
order by article_id, char_start, money_mention_id
