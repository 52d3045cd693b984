{{ config(materialized="regrouped") }}
-- R11: a yearly figure against the plan that it is a year of. It cannot exceed the whole, and a year far above or far
-- below the average year is another thing.
with

sums as (

    select * from {{ regrouped_rows("int_money_countable") }}
    where
        not is_vague
        and not is_title
        and equivalent_of_id is null

),

money as (

    select * from sums
    where coalesce(role, 'other') in ('commitment', 'commitment_total', 'commitment_part', 'budget_request')

),

articles as (

    select * from {{ regrouped_rows("stg_articles") }}

),

cues as (

    select * from {{ regrouped_rows("int_amount_cues") }}

),

claims as (

    select * from {{ regrouped_rows("int_claims_comparable") }}
    where
        claim_basis = 'stated'
        and amount_kind in ('total', 'up_to')
        and not is_call
        and length_years >= {{ rule_parameter('R11', 'years_minimum') }}

),

yearly as (

    select
        money.*,
        coalesce(
            regexp_matches(
                lower(substring(articles.text, money.sentence_start + 1, money.sentence_end - money.sentence_start)),
                '{{ var("length_of_plan_pattern") }}'
            ), false
        ) as names_plan
    from money
    left join articles on money.article_id = articles.article_id
    where
        money.per = 'year'
        or exists (
            select 1 from cues
            where
                cues.money_mention_id = money.money_mention_id
                and cues.cue_type = 'annual'
                and cues.amounts_between = 0
                and cues.gap <= {{ rule_parameter('R11', 'cue_gap_characters') }}
        )

),

-- The plan told last before the yearly figure, in its sentence or close before; a sentence that names the plan by its
-- length ("60 million a year during the whole length of the plan") means the largest one told before.
plans as (

    select
        yearly.article_id,
        yearly.char_start,
        yearly.char_end,
        yearly.surface,
        yearly.currency,
        yearly.passage_index,
        yearly.low,
        yearly.high,
        yearly.amount_max::double as amount,
        wholes.char_start as other_char_start,
        wholes.char_end as other_char_end,
        wholes.surface as whole_surface,
        wholes.amount_max::double as whole_amount,
        wholes.high as whole_high,
        claims.commitment_id,
        claims.length_years,
        yearly.names_plan
    from yearly
    inner join money as wholes
        on
            yearly.article_id = wholes.article_id
            and yearly.currency = wholes.currency
            and yearly.char_start > wholes.char_start
            and wholes.per is null
    inner join claims on wholes.money_mention_id = claims.money_mention_id
    where
        yearly.names_plan
        or (
            not (claims.is_umbrella or claims.is_sum)
            and yearly.sentence_index - wholes.sentence_index <= {{ rule_parameter('R11', 'sentence_reach') }}
            and (
                yearly.passage_index = wholes.passage_index
                -- a paragraph whose first figure is a sum a year goes on about the plan of the one before
                or (
                    yearly.per = 'year'
                    and yearly.passage_index = wholes.passage_index + 1
                    and not exists (
                        select 1 from money as nearer
                        where
                            nearer.article_id = yearly.article_id
                            and nearer.passage_index = yearly.passage_index
                            and nearer.currency = yearly.currency
                            and nearer.char_start < yearly.char_start
                    )
                )
            )
        )
    qualify
        row_number() over (
            partition by yearly.money_mention_id
            order by case when yearly.names_plan then wholes.amount_max end desc, wholes.char_start desc
        ) = 1

),

-- "300 million, or 200 million a year over six years", "6 million a year for four years, 24 million in all": the years
-- of a yearly sum make up the whole that is told with it.
lasting as (

    select
        yearly.article_id,
        yearly.sentence_index,
        yearly.currency,
        yearly.char_start,
        yearly.char_end,
        yearly.surface,
        yearly.amount_max::double as amount,
        durations.char_end as length_end,
        regexp_extract(durations.duration_iso, '^P([0-9]+)Y$', 1)::double as length_years
    from yearly
    inner join {{ regrouped_rows("stg_date_mentions") }} as durations
        on
            yearly.article_id = durations.article_id
            and yearly.sentence_index = durations.sentence_index
            and yearly.char_end <= durations.char_start
    where
        yearly.per = 'year'
        and yearly.modality in ('exact', 'approx')
        and durations.char_start - yearly.char_end <= {{ rule_parameter('R11', 'length_reach_characters') }}
        and regexp_matches(durations.duration_iso, '^P([2-9]|[1-9][0-9])Y$')
    qualify row_number() over (partition by yearly.money_mention_id order by durations.char_start) = 1

),

multiplied as (

    select
        lasting.*,
        wholes.char_start as other_char_start,
        wholes.char_end as other_char_end,
        wholes.surface as whole_surface,
        wholes.money_mention_id as whole_id,
        lasting.amount * lasting.length_years / wholes.amount_max::double as share
    from lasting
    inner join money as wholes
        on
            lasting.article_id = wholes.article_id
            and lasting.sentence_index = wholes.sentence_index
            and lasting.currency = wholes.currency
            and wholes.per is null
            and wholes.modality in ('exact', 'approx')
    inner join articles on lasting.article_id = articles.article_id
    where
        case
            when wholes.char_start >= lasting.length_end
                then regexp_matches(
                        lower(
                            substring(articles.text, lasting.length_end + 1, wholes.char_start - lasting.length_end)
                            || '|'
                            || substring(
                                articles.text,
                                wholes.char_end + 1,
                                {{ rule_parameter('R11', 'tail_characters') }}::bigint
                            )
                        ),
                        '{{ var("whole_behind_pattern") }}'
                    )
            when wholes.char_end <= lasting.char_start
                then regexp_matches(
                        lower(
                            substring(articles.text, wholes.char_end + 1, lasting.char_start - wholes.char_end)
                            || '|'
                            || substring(
                                articles.text,
                                lasting.length_end + 1,
                                {{ rule_parameter('R11', 'tail_characters') }}::bigint
                            )
                        ),
                        '{{ var("whole_before_pattern") }}'
                    )
            else false
        end
        and not regexp_matches(
            lower(
                substring(
                    articles.text,
                    least(wholes.char_start, lasting.char_start) + 1,
                    wholes.sentence_end - least(wholes.char_start, lasting.char_start)
                )
            ),
            '{{ var("not_its_whole_pattern") }}'
        )
    qualify
        row_number() over (
            partition by lasting.article_id, lasting.char_start
            order by abs(wholes.char_start - lasting.char_start), wholes.char_start
        ) = 1

),

-- "90 million over six years, or 50 million a year": the whole with its years before the sum of each.
spread as (

    select
        yearly.article_id,
        yearly.sentence_index,
        yearly.currency,
        yearly.char_start,
        yearly.char_end,
        yearly.surface,
        yearly.amount_max::double as amount,
        durations.char_end as length_end,
        regexp_extract(durations.duration_iso, '^P([0-9]+)Y$', 1)::double as length_years,
        wholes.char_start as other_char_start,
        wholes.char_end as other_char_end,
        wholes.surface as whole_surface,
        wholes.money_mention_id as whole_id,
        amount * length_years / wholes.amount_max::double as share
    from yearly
    inner join {{ regrouped_rows("stg_date_mentions") }} as durations
        on
            yearly.article_id = durations.article_id
            and yearly.sentence_index = durations.sentence_index
            and yearly.char_start >= durations.char_end
    inner join sums as wholes
        on
            yearly.article_id = wholes.article_id
            and yearly.sentence_index = wholes.sentence_index
            and yearly.currency = wholes.currency
            and durations.char_start >= wholes.char_end
            and wholes.per is null
            and wholes.modality in ('exact', 'approx')
    inner join articles on yearly.article_id = articles.article_id
    where
        yearly.per = 'year'
        and yearly.modality in ('exact', 'approx')
        and durations.char_start - wholes.char_end <= {{ rule_parameter('R11', 'length_reach_characters') }}
        and regexp_matches(durations.duration_iso, '^P([2-9]|[1-9][0-9])Y$')
        and regexp_matches(
            lower(substring(articles.text, durations.char_end + 1, yearly.char_start - durations.char_end)),
            '{{ var("yearly_behind_pattern") }}'
        )
    qualify
        row_number() over (
            partition by yearly.money_mention_id order by durations.char_start desc, wholes.char_start desc
        ) = 1

),

ill_multiplied as (

    select
        'R11' as rule_id,
        'error' as severity,
        claims.commitment_id,
        multiplied.article_id,
        multiplied.char_start,
        multiplied.char_end,
        multiplied.other_char_start,
        multiplied.other_char_end,
        printf('%s a year for %g years', multiplied.surface, multiplied.length_years) as observed,
        multiplied.whole_surface as expected,
        multiplied.share as factor,
        printf(
            '%s a year for %g years is %.2g times the %s told with it.',
            multiplied.surface, multiplied.length_years, multiplied.share, multiplied.whole_surface
        ) as explanation,
        printf(
            '%s par an pendant %g ans font %s fois les %s dits avec.',
            multiplied.surface,
            multiplied.length_years,
            {{ number_in_french("%.2g", "multiplied.share") }},
            multiplied.whole_surface
        ) as explanation_fr,
        'Check which of the two figures is the yearly one.' as suggestion
    from (
        select * from multiplied
        union all by name
        select * from spread
    ) as multiplied
    left join {{ regrouped_rows("int_claims_comparable") }} as claims
        on
            multiplied.whole_id = claims.money_mention_id
            and claims.claim_basis = 'stated'
    where abs(multiplied.share - 1) > {{ rule_parameter('R11', 'multiple_slack_ratio') }}
    qualify row_number() over (partition by multiplied.article_id, multiplied.char_start order by claims.claim_id) = 1

),

judged as (

    select
        *,
        amount / (whole_amount / length_years) as share,
        -- every year of the plan costs that much: all of them together are at most the plan
        names_plan and low * length_years > whole_high as is_exceeded
    from plans
    where
        amount != whole_amount
        -- the years of one sum of several may be those of all: "700 million ... 175 million a year", four years
        and not exists (
            select 1 from money as others
            where
                others.article_id = plans.article_id
                and others.currency = plans.currency
                and others.passage_index = plans.passage_index
                and others.per is null
                and others.char_start < plans.char_start
                and abs(plans.amount * plans.length_years / others.amount_max::double - 1)
                <= {{ rule_parameter('R24', 'slack_ratio') }}
        )

),

findings as (

    select
        'R11' as rule_id,
        case when low > whole_high or is_exceeded then 'error' else 'warn' end as severity,
        commitment_id,
        article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        surface || ' a year' as observed,
        printf('%s over %g years', whole_surface, length_years) as expected,
        share as factor,
        printf(
            '%s a year, but %s over %g years: %.2g times the average year.', surface, whole_surface, length_years, share
        ) as explanation,
        printf(
            '%s par an, mais %s sur %g ans : %s fois l''année moyenne.',
            surface,
            whole_surface,
            length_years,
            {{ number_in_french("%.2g", "share") }}
        ) as explanation_fr,
        'Check which of the two figures is the yearly one.' as suggestion
    from judged
    where
        low > whole_high
        or is_exceeded
        or share > {{ rule_parameter('R11', 'share_maximum') }}
        -- one of the costs of a plan may be small in each of its years
        or (not names_plan and share < {{ rule_parameter('R11', 'share_minimum') }})

),

all_findings as (

    select * from ill_multiplied
    union all
    select findings.*
    from findings
    anti join ill_multiplied
        on
            findings.article_id = ill_multiplied.article_id
            and findings.char_start = ill_multiplied.char_start

)

select
    {{ finding_columns(absent=['other_article_id']) }}
from all_findings
order by article_id, char_start
