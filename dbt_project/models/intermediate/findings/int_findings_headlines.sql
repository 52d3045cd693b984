{{ config(materialized="incremental") }}
-- The headline against the body's first figures. R06: no figure of the lead meets it, or it has its
-- number in another currency. R07: a floor above a ceiling.
-- R11: the same figure once a year and once in all.
with

money as (

    select * from {{ changed_rows("int_money_countable") }}
    where not is_vague

),

cues as (

    select * from {{ changed_rows("int_amount_cues") }}

),

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

total_cues as (

    select * from {{ ref("ref_total_cues") }}
    where place in ('lead', 'tail')

),

-- A heading inside the text speaks for its own part, not for the article: its figures are figures of the body.
titles as (

    select * from money
    where is_title and passage_kind is distinct from 'heading'

),

-- What a sign or a word may mean beside what it was read as: "$" is a part of "MX$", "dollars" of "Hong Kong dollars".
meanings as (

    select distinct
        written.currency_surface,
        names.currency
    from (
        select distinct lower(currency_surface) as currency_surface
        from money
        where coalesce(currency_surface, '') != ''
    ) as written
    inner join {{ ref("ref_currency_names") }} as names
        on contains(lower(names.name), written.currency_surface)

),

-- The lead is the first passage of the body that speaks money of the headline's currency; a headline that writes a bare
-- sign may mean any currency of that sign. A conversion is no lead of its own, but may bear the headline out.
bodies as (

    select
        titles.money_mention_id as title_id,
        money.*,
        money.passage_index - min(money.passage_index) filter (where money.equivalent_of_id is null)
            over (partition by titles.money_mention_id) as passages_behind,
        coalesce(passages_behind <= 0, true) as is_lead
    from titles
    inner join money
        on
            titles.article_id = money.article_id
            and (not money.is_title or money.passage_kind = 'heading')
            and (
                titles.currency = money.currency
                or titles.currency is null
                or (
                    -- "francs" alone are those of several countries
                    (
                        titles.currency_basis != 'explicit'
                        or titles.currency_confidence < {{ rule_parameter('R25', 'confidence_minimum') }}
                    )
                    and titles.amount_max = money.amount_max
                    and (
                        coalesce(titles.currency_surface, '') = ''
                        or (lower(titles.currency_surface), money.currency) in (
                            select (meanings.currency_surface, meanings.currency) from meanings
                        )
                    )
                )
            )
    where
        -- "rather than the $5bn": set against the figure that counts
        not exists (
            select 1 from cues
            where
                cues.money_mention_id = money.money_mention_id
                and cues.cue_type = 'role'
                and cues.cue_code = 'comparison'
                and cues.side = 'before'
                and cues.amounts_between = 0
                and cues.gap <= {{ rule_parameter('R06', 'cue_gap_characters') }}
        )

),

met as materialized (

    select
        titles.money_mention_id as title_id,
        titles.article_id,
        titles.char_start,
        titles.char_end,
        titles.surface,
        titles.amount_max,
        titles.modality,
        titles.per,
        bodies.money_mention_id as body_id,
        bodies.char_start as other_char_start,
        bodies.char_end as other_char_end,
        bodies.surface as body_surface,
        bodies.amount_max as body_amount,
        bodies.modality as body_modality,
        bodies.per as body_per,
        bodies.currency as body_currency,
        bodies.is_lead,
        bodies.passages_behind,
        bodies.equivalent_of_id is not null as is_conversion,
        coalesce(bodies.role = 'comparison', false) as is_comparison,
        titles.low <= bodies.high and bodies.low <= titles.high as is_met,
        titles.per is null or coalesce(titles.per = bodies.per, false) as is_same_pace
    from titles
    inner join bodies on titles.money_mention_id = bodies.title_id

),

summed as (

    select
        title_id,
        bool_or(is_lead and is_met and is_same_pace) as is_met_in_lead,
        -- "up to 300 million" bears out no 240
        bool_or(
            is_met
            and is_same_pace
            and (
                body_modality not in ('at_most', 'at_least')
                or body_modality = modality
                or body_amount = amount_max
            )
        ) as is_met_in_body,
        bool_or(is_met and body_per is null) as is_met_without_pace,
        coalesce(
            bool_or(bool_or(is_lead and is_met and is_same_pace)) over (partition by article_id), false
        ) as has_met_companion
    from met
    group by article_id, title_id

),

-- Figures further down that the headline may have taken its own from.
borne_out as (

    select * from met
    where
        is_met
        and is_same_pace
        and not is_lead
        and not is_conversion
        and not is_comparison

),

-- "28 billion from the bank, 12 from the budget and 6 from the province": the lead begins to list what the headline's
-- figure is the sum of.
listed_sums as (

    select
        wholes.title_id,
        wholes.body_amount,
        sum(parts.body_amount) as parts_sum,
        count(*) as part_count
    from borne_out as wholes
    inner join met as parts
        on
            wholes.title_id = parts.title_id
            and wholes.body_currency = parts.body_currency
            and wholes.other_char_start > parts.other_char_start
            and wholes.body_amount > parts.body_amount
            and parts.body_per is null
            and not parts.is_conversion
            and not parts.is_comparison
    group by wholes.title_id, wholes.body_id, wholes.body_amount

),

around as (

    select
        borne_out.title_id,
        articles.language,
        substring(
            articles.text,
            greatest(1, borne_out.other_char_start - {{ rule_parameter('R24', 'cue_reach_characters') }} + 1)::bigint,
            least(borne_out.other_char_start, {{ rule_parameter('R24', 'cue_reach_characters') }})::bigint
        ) as text_before,
        substring(
            articles.text,
            borne_out.other_char_end + 1,
            {{ rule_parameter('R24', 'cue_reach_characters') }}::bigint
        ) as text_behind
    from borne_out
    inner join articles on borne_out.article_id = articles.article_id

),

-- "That makes 46 billion": the words call the figure a total.
told_sums as (

    select distinct around.title_id
    from around
    inner join total_cues
        on
            around.language = total_cues.language
            and matches_pattern(
                lower({{ on_one_line("if(total_cues.place = 'lead', around.text_before, around.text_behind)") }}),
                total_cues.pattern
            )

),

-- "Québec et Ottawa verseront chacun 50 M$; l'entreprise ajoutera 50 M$" under "150 M$": the lead tells what adds up to
-- the headline's figure, or what each of several gives.
added_sums as (

    select title_id from met
    where
        is_lead
        and body_per is null
        and not is_conversion
        and not is_comparison
    group by title_id
    having
        count(*) > 1
        and abs(sum(body_amount)::double / any_value(amount_max)::double - 1)
        <= {{ rule_parameter('R24', 'slack_ratio') }}
    union
    select met.title_id
    from met
    inner join articles on met.article_id = articles.article_id
    where
        met.is_lead
        and met.amount_max > met.body_amount
        and met.amount_max % met.body_amount = 0
        and regexp_matches(
            lower(substring(
                articles.text,
                greatest(1, met.other_char_start - {{ rule_parameter('R24', 'cue_reach_characters') }} + 1)::bigint,
                (2 * {{ rule_parameter('R24', 'cue_reach_characters') }})::bigint
            )),
            '{{ var("each_of_several_pattern") }}'
        )

),

-- "A first tranche of 200 million": the lead calls its own figure a part.
leading_parts as (

    select distinct met.title_id
    from met
    inner join cues on met.body_id = cues.money_mention_id
    where
        met.is_lead
        and met.amount_max > met.body_amount
        and cues.cue_type = 'part'
        and cues.side = 'before'
        and cues.amounts_between = 0
        and cues.gap <= {{ rule_parameter('R06', 'cue_gap_characters') }}
        and met.title_id in (select borne_out.title_id from borne_out)

),

wholes as (

    select title_id from listed_sums
    where
        part_count > 1
        and abs(parts_sum::double / body_amount::double - 1) <= {{ rule_parameter('R24', 'slack_ratio') }}
    union
    select title_id from told_sums
    union
    select title_id from added_sums
    union
    select title_id from leading_parts

),

-- "2億ドル" over 7700万リアル: the headline converts a sum of the body by itself.
converted as (

    select distinct titles.money_mention_id as title_id
    from titles
    inner join money
        on
            titles.article_id = money.article_id
            and (not money.is_title or money.passage_kind = 'heading')
            and titles.currency != money.currency
            and abs(money.amount_usd / titles.amount_usd - 1) <= {{ rule_parameter('R06', 'conversion_slack_ratio') }}

),

-- "A share of 4 trillion won is approved. The 10 trillion won plan was unveiled in May": right behind the lead the body
-- has the headline's very sum. Farther down it may be a sum that was asked for, or another's.
told_as_such as (

    select distinct title_id
    from borne_out
    where
        amount_max = body_amount
        and modality = body_modality
        and passages_behind <= {{ rule_parameter('R06', 'told_passages') }}

),

nearest as (

    select met.*
    from met
    inner join summed on met.title_id = summed.title_id
    anti join wholes on met.title_id = wholes.title_id
    anti join converted on met.title_id = converted.title_id
    anti join told_as_such on met.title_id = told_as_such.title_id
    where
        not summed.is_met_in_lead
        -- the lead may tell the whole of which the headline takes a part told below
        and not (summed.is_met_in_body and met.amount_max < met.body_amount)
        and met.is_lead
        and not met.is_conversion
        and not met.is_comparison
        -- "14.5bn for trains, 1.14 on cigarettes": beside a figure that the lead has, a price is another matter
        and not (
            summed.has_met_companion
            and greatest(met.amount_max, met.body_amount)::double
            > {{ rule_parameter('R06', 'other_matter_ratio') }} * least(met.amount_max, met.body_amount)::double
        )
    qualify row_number() over (partition by met.title_id order by met.other_char_start) = 1

),

unmet as (

    select
        'R06' as rule_id,
        'error' as severity,
        article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        surface as observed,
        body_surface as expected,
        amount_max::double / nullif(body_amount::double, 0) as factor,
        printf(
            'The headline says %s%s, the body begins with %s.',
            surface,
            case when per is null then '' else ' a ' || per end,
            body_surface
        )
            as explanation,
        printf('Le titre dit %s, le corps commence par %s.', surface, body_surface) as explanation_fr,
        'Take the body''s figure.' as suggestion
    from nearest

),

-- "$6.2bn" over "6.2 billion dirhams (about $680 million)": the number of the body under a currency that its sign
-- cannot mean, and that no figure of the body bears out.
other_currencies as (

    select
        titles.article_id,
        titles.char_start,
        titles.char_end,
        titles.surface,
        money.char_start as other_char_start,
        money.char_end as other_char_end,
        money.surface as body_surface
    from titles
    inner join money
        on
            titles.article_id = money.article_id
            and (not money.is_title or money.passage_kind = 'heading')
            and titles.currency != money.currency
            and titles.amount_min = money.amount_min
            and titles.amount_max = money.amount_max
            and money.equivalent_of_id is null
            and money.role is distinct from 'comparison'
    left join summed
        on
            titles.money_mention_id = summed.title_id
            and summed.is_met_in_body
    where
        summed.title_id is null
        and titles.equivalent_of_id is null
        and titles.currency_basis in ('explicit', 'symbol')
        and money.currency_basis in ('explicit', 'symbol')
        and (lower(titles.currency_surface), money.currency) not in (
            select (meanings.currency_surface, meanings.currency) from meanings
        )
        and (lower(money.currency_surface), titles.currency) not in (
            select (meanings.currency_surface, meanings.currency) from meanings
        )
    qualify row_number() over (partition by titles.money_mention_id order by money.char_start) = 1

),

mistaken_currencies as (

    select
        'R06' as rule_id,
        'error' as severity,
        article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        surface as observed,
        body_surface as expected,
        null::double as factor,
        printf('The headline says %s, the body says %s: one number in two currencies.', surface, body_surface)
            as explanation,
        printf('Le titre dit %s, le corps dit %s : un seul nombre, deux monnaies.', surface, body_surface)
            as explanation_fr,
        'Take the body''s figure.' as suggestion
    from other_currencies
    anti join unmet
        on
            other_currencies.article_id = unmet.article_id
            and other_currencies.char_start = unmet.char_start

),

crossed as (

    select
        'R07' as rule_id,
        'error' as severity,
        article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        surface || ' ' || modality as observed,
        body_surface || ' ' || body_modality as expected,
        amount_max::double / nullif(body_amount::double, 0) as factor,
        printf(
            '%s %s in the headline and %s %s in the body cannot both hold.',
            {{ in_words("hedge", "modality") }},
            surface,
            {{ in_words("hedge", "body_modality") }},
            body_surface
        )
            as explanation,
        printf(
            '%s %s dans le titre et %s %s dans le corps s''excluent.',
            {{ in_words("hedge", "modality", "fr") }},
            surface,
            {{ in_words("hedge", "body_modality", "fr") }},
            body_surface
        )
            as explanation_fr,
        'Take the body''s bound.' as suggestion
    from met
    where
        is_lead
        and not is_comparison
        and (
            (modality = 'at_least' and body_modality = 'at_most' and amount_max > body_amount)
            or (modality = 'at_most' and body_modality = 'at_least' and amount_max < body_amount)
        )
    qualify row_number() over (partition by title_id order by other_char_start) = 1

),

paces as (

    select
        'R11' as rule_id,
        'error' as severity,
        met.article_id,
        case when met.per = 'year' then met.char_start else met.other_char_start end as char_start,
        case when met.per = 'year' then met.char_end else met.other_char_end end as char_end,
        case when met.per = 'year' then met.other_char_start else met.char_start end as other_char_start,
        case when met.per = 'year' then met.other_char_end else met.char_end end as other_char_end,
        'a year' as observed,
        'in all' as expected,
        null::double as factor,
        printf(
            '%s and %s are the same sum, once as a yearly figure and once as the whole.', met.surface, met.body_surface
        )
            as explanation,
        printf('%s et %s sont la même somme, une fois par an et une fois en tout.', met.surface, met.body_surface)
            as explanation_fr,
        'Take it as the whole unless another source says a year.' as suggestion
    from met
    inner join summed on met.title_id = summed.title_id
    where
        met.amount_max = met.body_amount
        and not met.is_comparison
        and 'year' in (met.per, met.body_per)
        and met.per is distinct from met.body_per
        and summed.is_met_without_pace
    qualify row_number() over (partition by met.title_id order by met.other_char_start) = 1

),

findings as (

    select * from unmet
    union all
    select * from mistaken_currencies
    union all
    select * from crossed
    union all
    select * from paces

)

select
    {{ finding_columns(absent=['commitment_id', 'other_article_id']) }}
from findings
order by rule_id, article_id, char_start, other_char_start
