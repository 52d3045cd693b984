-- What a single claim or commitment says that cannot stand, or stands on little. R33: one source, or a payer without a
-- name. R34: nothing heard after the start. R19, R21, R31: guards of our own, silent while the pipeline keeps repeats,
-- boilerplate and forecasts out.
with

-- Only what the rules ask for: all claims are held at once.
claims as (

    select
        claim_id,
        article_id,
        commitment_id,
        money_mention_id,
        claim_basis,
        published_on,
        language,
        char_start,
        char_end,
        payer_entity_id,
        payer_name,
        payer_name_fr,
        amount_max,
        period_start,
        period_basis,
        status,
        status_level,
        part_relation,
        is_call,
        is_umbrella,
        is_sum
    from {{ ref("int_claims_comparable") }}

),

passages as (

    select * from {{ ref("stg_passages") }}

),

money as (

    select * from {{ ref("int_money_resolved") }}

),

roles as (

    select * from {{ ref("int_amount_roles") }}

),

-- Where the article says the period begins: the date that starts that day, nearest to the claim.
period_dates as (

    select
        claims.claim_id,
        arg_min(dates.char_start, (abs(dates.char_start - claims.char_start), dates.char_start)) as date_start,
        arg_min(dates.char_end, (abs(dates.char_start - claims.char_start), dates.char_start)) as date_end
    from claims
    inner join {{ ref("stg_date_mentions") }} as dates
        on
            claims.article_id = dates.article_id
            and claims.period_start = dates.start_on
    where not dates.is_duplicate
    group by claims.claim_id

),

-- An article that tells of a vote, a contract or a payment has heard of its programme.
settled as (

    select distinct article_id
    from claims
    where status_level >= {{ rule_parameter('R34', 'level_minimum') }}

),

followed as (

    select
        commitment_id,
        coalesce(payer_entity_id, lower(payer_name)) as payer,
        min(period_start) as period_start,
        max(amount_max) as amount_max,
        max(status_level) as best_level,
        max(published_on) as last_published_on,
        bool_or(status_level is null and status != 'unknown') as has_side_state,
        arg_min(claims.claim_id, (coalesce(published_on, date '9999-12-31'), claims.claim_id)) as first_claim_id
    from claims
    left join settled on claims.article_id = settled.article_id
    where
        claim_basis = 'stated'
        and not is_call
        and not is_umbrella
        and not is_sum
        and part_relation is null
        and settled.article_id is null
        and period_start is distinct from published_on
        and coalesce(period_basis, '') != 'deadline'
    group by commitment_id, coalesce(payer_entity_id, lower(payer_name))

),

commitment_levels as (

    select
        commitment_id,
        max(status_level) as best_level,
        max(published_on) as last_published_on
    from claims
    group by commitment_id

),

stale as (

    select
        'R34' as rule_id,
        'warn' as severity,
        followed.commitment_id,
        firsts.article_id,
        firsts.char_start,
        firsts.char_end,
        period_dates.date_start as other_char_start,
        period_dates.date_end as other_char_end,
        'level ' || coalesce(commitment_levels.best_level::varchar, 'unknown') as observed,
        printf('level %d or more', {{ rule_parameter('R34', 'level_minimum') }}::integer) as expected,
        printf(
            'The period began on %s; by %s no article says more than "%s".',
            followed.period_start::varchar,
            '{{ var("as_of_on") }}',
            {{ in_words("level", "coalesce(commitment_levels.best_level, 0)::varchar") }}
        )
            as explanation,
        printf(
            'La période a commencé le %s ; au %s aucun article ne va au-delà de « %s ».',
            {{ day_in_french("followed.period_start") }},
            {{ day_in_french("date '" ~ var("as_of_on") ~ "'") }},
            {{ in_words("level", "coalesce(commitment_levels.best_level, 0)::varchar", "fr") }}
        )
            as explanation_fr,
        'Look for news of the vote, the contract or the payment.' as suggestion
    from followed
    inner join commitment_levels on followed.commitment_id = commitment_levels.commitment_id
    inner join claims as firsts on followed.first_claim_id = firsts.claim_id
    left join period_dates on followed.first_claim_id = period_dates.claim_id
    where
        followed.period_start is not null
        and followed.period_start < date '{{ var("as_of_on") }}' - {{ rule_parameter('R34', 'stale_days') }}::integer
        and coalesce(commitment_levels.best_level, 0) < {{ rule_parameter('R34', 'level_minimum') }}
        and commitment_levels.last_published_on
        < followed.period_start + {{ rule_parameter('R34', 'stale_days') }}::integer
        and not followed.has_side_state
    -- one an article is enough: its largest
    qualify
        row_number() over (
            partition by firsts.article_id
            order by followed.amount_max desc nulls last, followed.period_start asc, firsts.char_start asc
        ) = 1

),

private_words as (

    select unnest(string_split(forms, '|')) as form
    from {{ ref("ref_cues") }}
    where
        language = 'ja'
        and cue_code in ('private_payers', 'public_payers')

),

-- Articles that repeat another's words, or whose words another repeats.
copies as (

    select
        article_id,
        other_article_id
    from {{ ref("int_source_links") }}
    where reason != 'same_announcement'

),

repeats as (

    select article_id from copies
    union
    select other_article_id as article_id from copies

),

support as (

    select
        claims.commitment_id,
        bool_or(repeats.article_id is not null) as has_repeat,
        min(coalesce(clusters.independent_source_id, claims.article_id)) as source_id,
        max(claims.amount_max) as amount_max,
        count(distinct coalesce(clusters.independent_source_id, claims.article_id)) as source_count,
        count(distinct claims.article_id) as article_count,
        -- a description instead of a name: no known body, and no capital that a name would have
        bool_and(
            claims.payer_entity_id is null
            and (
                claims.payer_name is null
                or regexp_matches(lower(claims.payer_name), '{{ var("private_money_pattern") }}')
                or claims.language = 'ja' and exists (
                    select 1 from private_words
                    where contains(claims.payer_name, private_words.form)
                )
                or claims.language != 'ja' and not regexp_matches(claims.payer_name, '\p{Lu}')
            )
        ) as is_payer_unnamed,
        arg_min(claims.claim_id, (coalesce(claims.published_on, date '9999-12-31'), claims.claim_id)) as first_claim_id
    from claims
    left join {{ ref("int_source_clusters") }} as clusters on claims.article_id = clusters.article_id
    left join repeats on claims.article_id = repeats.article_id
    where
        claims.claim_basis = 'stated'
        and not claims.is_call
    group by claims.commitment_id

),

-- One fact: that a report was repeated, or that an article names no payer, is told of the largest sum that counts.
supported_thinly as (

    select
        support.*,
        support.has_repeat
        and support.article_count >= {{ rule_parameter('R33', 'article_minimum') }}
        and support.source_count < {{ rule_parameter('R33', 'source_minimum') }} as is_repeated
    from support
    inner join {{ ref("int_commitments") }} as commitments
        on
            support.commitment_id = commitments.commitment_id
            and commitments.is_aggregable
    where is_repeated or support.is_payer_unnamed
    qualify
        row_number() over (
            partition by support.source_id, is_repeated
            order by support.article_count desc, support.amount_max desc nulls last, support.commitment_id asc
        ) = 1

),

thin as (

    select
        'R33' as rule_id,
        'info' as severity,
        supported_thinly.commitment_id,
        firsts.article_id,
        firsts.char_start,
        firsts.char_end,
        null::bigint as other_char_start,
        null::bigint as other_char_end,
        printf(
            '%d independent source%s, payer %s',
            source_count,
            case when source_count = 1 then '' else 's' end,
            coalesce(firsts.payer_name, 'unnamed')
        )
            as observed,
        printf(
            '%d independent sources and a known payer', {{ rule_parameter('R33', 'source_minimum') }}::integer
        ) as expected,
        concat_ws(
            '; ',
            case
                when is_repeated
                    then printf(
                            '%d articles, but %d independent source%s: repetition is not confirmation',
                            article_count,
                            source_count,
                            case when source_count = 1 then '' else 's' end
                        )
            end,
            case
                when is_payer_unnamed
                    then printf('the payer is not named, only described (%s)', coalesce(firsts.payer_name, 'nobody'))
            end
        )
        || '.' as explanation,
        concat_ws(
            ' ; ',
            case
                when is_repeated
                    then printf(
                            '%d articles, mais %d source%s indépendante%s : répéter n''est pas confirmer',
                            article_count,
                            source_count,
                            case when source_count = 1 then '' else 's' end,
                            case when source_count = 1 then '' else 's' end
                        )
            end,
            case
                when is_payer_unnamed
                    then printf(
                            'le payeur n''est pas nommé, mais décrit (%s)', coalesce(firsts.payer_name_fr, 'personne')
                        )
            end
        )
        || '.' as explanation_fr,
        'Look for a second report or the document itself.' as suggestion
    from supported_thinly
    inner join claims as firsts on supported_thinly.first_claim_id = firsts.claim_id

),

let_through as (

    select
        case
            when money.is_duplicate or passages.passage_kind = 'duplicate' then 'R19'
            when passages.passage_kind in ('boilerplate', 'byline', 'metadata') then 'R21'
            else 'R31'
        end as rule_id,
        'error' as severity,
        claims.commitment_id,
        claims.article_id,
        claims.char_start,
        claims.char_end,
        null::bigint as other_char_start,
        null::bigint as other_char_end,
        coalesce(passages.passage_kind, '') || ' ' || coalesce(roles.role, '') as observed,
        'no claim' as expected,
        'A claim was made of a figure that is none: a damage of this pipeline, not of the source.' as explanation,
        'Un engagement a été tiré d''un chiffre qui n''en est pas un : défaut de la chaîne, non de la source.'
            as explanation_fr,
        'Mend the model and build again.' as suggestion
    from claims
    inner join money on claims.money_mention_id = money.money_mention_id
    left join passages
        on
            money.article_id = passages.article_id
            and money.passage_index = passages.passage_index
    left join roles on claims.money_mention_id = roles.money_mention_id
    where
        claims.claim_basis = 'stated'
        and (
            money.is_duplicate
            or passages.passage_kind in ('duplicate', 'boilerplate', 'byline', 'metadata')
            or roles.role in ('market_size', 'forecast', 'target', 'wage', 'threshold')
        )

),

findings as (

    select * from stale
    union all
    select * from thin
    union all
    select * from let_through

)

select
    {{ finding_columns(absent=['other_article_id', 'factor']) }}
from findings
order by rule_id, article_id, char_start
