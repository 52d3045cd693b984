-- One row per amount outside repeated passages: the role with the best score, and the cues that speak for it.
with

amounts as (

    select * from {{ ref('int_money_resolved') }}

),

cues as (

    select * from {{ ref('int_amount_cues') }}

),

role_weights as (

    select * from {{ ref('ref_role_weights') }}

),

foreign_amounts as (

    select * from {{ ref('int_foreign_amounts') }}

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
        max(role_cues.strength * role_weights.weight)
        + 0.25 * (sum(role_cues.strength * role_weights.weight) - max(role_cues.strength * role_weights.weight))
            as score,
        list(role_cues.cue_surface order by role_cues.cue_start) as cues
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

ranked as (

    select
        scored.*,
        role_weights.is_claimable,
        row_number() over (partition by scored.money_mention_id order by scored.score desc, scored.role asc) as rank
    from scored
    inner join role_weights on scored.role = role_weights.role
    where scored.role != 'commitment' and scored.score >= role_weights.min_score

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
            when
                amounts.per in ('share', 'month', 'week', 'day')
                then coalesce(nullif(ranked.role, 'comparison'), 'other')
            when
                amounts.amount_max < 100000
                then case when ranked.role in ('wage', 'threshold') then ranked.role else 'other' end
            when
                ranked.role is not null
                and (ranked.is_claimable or ranked.score >= coalesce(commitment_scores.score, 0.0))
                then ranked.role
            else 'commitment'
        end as role
    from amounts
    left join ranked
        on
            amounts.money_mention_id = ranked.money_mention_id
            and ranked.rank = 1
    left join commitment_scores on amounts.money_mention_id = commitment_scores.money_mention_id
    left join conversions
        on
            amounts.article_id = conversions.article_id
            and amounts.currency = conversions.currency
            and amounts.amount_min = conversions.amount_min
            and amounts.amount_max = conversions.amount_max
    where not amounts.is_duplicate

),

-- What several other countries spend, or one that is printed behind its sum, is named for comparison if no word
-- promises it. In a list ("... de la Chine (X) et des États-Unis (Y)") an amount without a cue of its own shares its
-- neighbour's role.
neighboured as (

    select
        *,
        lag(role) over in_sentence as previous_role,
        char_start - lag(char_end) over in_sentence as previous_gap,
        lag(amount_max) over in_sentence as previous_amount
    from decided
    where role != 'currency_equivalent'
    window in_sentence as (partition by article_id, sentence_index order by char_start)

),

listed as (

    select
        decided.* exclude (role),
        case
            when
                decided.role = 'commitment'
                and coalesce(decided.commitment_score, 0) < 0.3
                and (neighboured.previous_gap between 7 and 110 or neighboured.previous_amount = decided.amount_max)
                and neighboured.previous_amount >= 100000
                and neighboured.previous_role in ('comparison', 'market_size', 'forecast', 'target', 'wage', 'other')
                then neighboured.previous_role
            when
                decided.role = 'commitment'
                and coalesce(decided.commitment_score, 0) < 0.3
                and (foreign_amounts.listed_count > 1 or not foreign_amounts.is_before)
                then 'comparison'
            else decided.role
        end as role
    from decided
    left join foreign_amounts on decided.money_mention_id = foreign_amounts.money_mention_id
    left join neighboured on decided.money_mention_id = neighboured.money_mention_id

),

-- The same figure plays the same role throughout an article: mentions with evidence outvote those without. Mentions
-- that disagree on what else the figure is do not add up.
votes as (

    select
        listed.article_id,
        listed.amount_min,
        listed.amount_max,
        listed.currency,
        listed.role,
        role_weights.is_claimable,
        count(*) as vote_count,
        sum(coalesce(listed.best_score, listed.commitment_score)) as score
    from listed
    inner join role_weights on listed.role = role_weights.role
    where listed.amount_max >= 100000 and coalesce(listed.best_score, listed.commitment_score) is not null
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
        listed.money_mention_id,
        listed.article_id,
        listed.passage_index,
        listed.sentence_index,
        listed.char_start,
        listed.char_end,
        listed.surface,
        case
            when listed.role = 'currency_equivalent' then listed.role
            when role_weights.is_claimable and coalesce(elections.other_votes, 0) > coalesce(elections.claim_votes, 0)
                then elections.other_role
            when
                not coalesce(role_weights.is_claimable, true)
                and not listed.is_vague
                and coalesce(elections.claim_votes, 0) > coalesce(elections.other_votes, 0)
                then 'commitment'
            else listed.role
        end as role,
        greatest(coalesce(listed.best_score, 0), coalesce(listed.commitment_score, 0)) as role_score,
        listed.commitment_score,
        listed.best_role as rival_role,
        listed.best_score as rival_score,
        listed.best_cues as role_cues,
        listed.passage_kind
    from listed
    left join role_weights on listed.role = role_weights.role
    left join elections
        on
            listed.article_id = elections.article_id
            and listed.amount_min = elections.amount_min
            and listed.amount_max = elections.amount_max
            and listed.currency is not distinct from elections.currency

),

final as (

    select
        *,
        role in ('commitment', 'budget_request', 'political_call', 'deal_value', 'private_attraction') as is_claimable
    from harmonised

)

select * from final
order by article_id, char_start, money_mention_id
