{{ config(materialized="incremental") }}
-- Figures of an impossible size. R04: the same digits with and without a scale word. R28: too large or too small for
-- what is spoken of. R29: a vague magnitude that excludes the precise figure of its subject.
with

money as (

    select * from {{ changed_rows("int_money_countable") }}

),

claim_mentions as (

    select * from {{ changed_rows("int_claim_mentions") }}

),

cues as (

    select * from {{ changed_rows("int_amount_cues") }}

),

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

stated as (

    select
        *,
        length(trim(replace(round(amount_max)::hugeint::varchar, '0', ' '))) as significant_digits
    from money
    where
        amount_max > 0
        and not is_vague

),

-- A small figure without a scale word and a large one with it, of the same currency in the same article.
scale_lost as (

    select
        small.money_mention_id,
        small.article_id,
        small.char_start,
        small.char_end,
        small.surface,
        large.char_start as other_char_start,
        large.char_end as other_char_end,
        large.surface as large_surface,
        large.amount_max::double / small.amount_max::double as ratio,
        starts_with(large.number_text, small.number_text) as has_same_digits,
        small.significant_digits,
        small.is_title,
        small.passage_index = large.passage_index
        and abs(small.char_start - large.char_start) <= {{ rule_parameter('R24', 'reach_characters') }} as is_beside,
        small.sentence_index = large.sentence_index as is_same_sentence,
        small.per
    from stated as small
    inner join stated as large
        on
            small.article_id = large.article_id
            and small.currency = large.currency
            and large.amount_max >= small.amount_max * {{ rule_parameter('R28', 'sibling_ratio') }}
            and large.amount_usd >= {{ rule_parameter('R28', 'sibling_minimum_usd') }}
            and large.scale_word is not null
            and small.equivalent_of_id is null
    where
        small.amount_usd < {{ rule_parameter('R28', 'commitment_minimum_usd') }}
        and small.per is null
        -- a fare, a wage or a price is small by right
        and (small.is_title or coalesce(small.role, 'other') not in ('wage', 'threshold'))
        -- what each household gets is small beside what all of them get
        and not exists (
            select 1 from cues
            where
                cues.money_mention_id = small.money_mention_id
                and cues.cue_type = 'role'
                and cues.amounts_between = 0
                and regexp_matches(lower(cues.cue_surface), '{{ var("each_of_many_pattern") }}')
        )

),

scale_lost_within as (

    select
        scale_lost.money_mention_id,
        lower(substring(
            articles.text,
            greatest(1, scale_lost.char_start - {{ rule_parameter('R28', 'lead_characters') }} + 1)::bigint,
            least(scale_lost.char_start, {{ rule_parameter('R28', 'lead_characters') }})::bigint
        )) as text_before,
        lower(substring(
            articles.text, scale_lost.char_end + 1, {{ rule_parameter('R28', 'tail_characters') }}::bigint
        )) as text_behind
    from scale_lost
    inner join articles on scale_lost.article_id = articles.article_id

),

-- "38 francs for every kilowatt-hour", "prices slid to 400 dollars from 850", "the share stands at 118 euros": small by
-- right.
small_by_right as (

    select money_mention_id
    from scale_lost_within
    where
        regexp_matches(text_behind, '{{ var("per_thing_pattern") }}')
        or (
            regexp_matches(text_before, '{{ var("share_price_pattern") }}')
            and not regexp_matches(text_before, '{{ var("other_share_pattern") }}')
        )
    union
    select scale_lost.money_mention_id
    from scale_lost
    inner join cues on scale_lost.money_mention_id = cues.money_mention_id
    where
        cues.cue_type = 'role'
        and regexp_matches(lower(cues.cue_surface), '{{ var("price_pattern") }}')

),

same_digits as (

    select
        'R04' as rule_id,
        'error' as severity,
        article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        surface as observed,
        large_surface as expected,
        ratio as factor,
        printf(
            '%s stands for the sum written %s elsewhere in the article: %s times less, a scale word is missing.',
            surface,
            large_surface,
            {{ amount_in_words("ratio") }}
        )
            as explanation,
        printf(
            '%s désigne la somme écrite ailleurs %s : %s fois moins, il manque un mot d''échelle.',
            surface,
            large_surface,
            {{ amount_in_words("ratio", "fr") }}
        )
            as explanation_fr,
        'Read the sum with its scale word.' as suggestion
    from scale_lost
    where
        has_same_digits
        and significant_digits > 1
    qualify row_number() over (partition by article_id, char_start order by ratio, other_char_start) = 1

),

-- "12 milliard" beside "1,2 milliard".
comma_lost as (

    select
        'R04' as rule_id,
        'error' as severity,
        large.article_id,
        large.char_start,
        large.char_end,
        small.char_start as other_char_start,
        small.char_end as other_char_end,
        large.surface as observed,
        small.surface as expected,
        large.amount_max::double / small.amount_max::double as factor,
        printf(
            '%s, in the singular, stands for the sum written %s elsewhere in the article: ten times too much.',
            large.surface,
            small.surface
        )
            as explanation,
        printf('%s, au singulier, désigne la somme écrite ailleurs %s : dix fois trop.', large.surface, small.surface)
            as explanation_fr,
        'Read the sum with its comma.' as suggestion
    from stated as large
    inner join stated as small
        on
            large.article_id = small.article_id
            and large.currency = small.currency
            and large.amount_max = 10 * small.amount_max
    where {{ is_lost_comma_singular("large.number_text", "large.scale_word", "large.language") }}
    qualify row_number() over (partition by large.article_id, large.char_start order by small.char_start) = 1

),

too_small as (

    select
        'R28' as rule_id,
        'warn' as severity,
        article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        surface as observed,
        'the magnitude of ' || large_surface as expected,
        ratio as factor,
        printf(
            '%s beside %s: implausibly small for what is spoken of; a scale word is probably missing.',
            surface,
            large_surface
        )
            as explanation,
        printf(
            '%s à côté de %s : trop petit pour ce dont il s''agit ; il manque sans doute un mot d''échelle.',
            surface,
            large_surface
        )
            as explanation_fr,
        'Leave it out of sums until the scale is known.' as suggestion
    from scale_lost
    where
        (
            is_same_sentence
            and not is_title
            and money_mention_id not in (select small_by_right.money_mention_id from small_by_right)
        )
        or (has_same_digits and (is_title or significant_digits > 1))
    qualify
        row_number() over (
            partition by article_id, char_start order by has_same_digits desc, ratio asc, other_char_start asc
        ) = 1

),

too_large as (

    select
        'R28' as rule_id,
        case when is_vague then 'warn' else 'error' end as severity,
        article_id,
        char_start,
        char_end,
        null::bigint as other_char_start,
        null::bigint as other_char_end,
        surface as observed,
        case
            when is_vague then 'less than hundreds of billions of dollars' else
                'less than the gross product of the world'
        end
            as expected,
        null::double as factor,
        printf(
            '%s is about %s dollars: %s.',
            surface,
            {{ amount_in_words("amount_usd") }},
            case when is_vague then 'implausible for one body' else 'more than the world produces in a year' end
        )
            as explanation,
        printf(
            '%s font environ %s%s dollars : %s.',
            surface,
            {{ amount_in_words("amount_usd", "fr") }},
            case when amount_usd >= 1e6 then ' de' else '' end,
            case
                when is_vague then 'invraisemblable pour un seul organisme' else
                    'plus que ce que le monde produit en un an'
            end
        )
            as explanation_fr,
        'Keep it out of commitments.' as suggestion
    from money
    where
        (
            is_vague
            and coalesce(currency_surface, '') != ''
            and amount_usd >= {{ rule_parameter('R28', 'vague_minimum_usd') }}
        )
        or (not is_vague and amount_usd > {{ rule_parameter('R28', 'world_product_usd') }})

),

-- Figures before a vague one that are commitments of the same currency, and the one that the next sentence gives for
-- it: "several hundred billion in loans. The contract of this loan, 80 billion, ..."
precise_subjects as (

    select
        vague.article_id,
        vague.money_mention_id,
        vague.char_start,
        vague.char_end,
        vague.surface,
        vague.amount_min::double as vague_min,
        vague.amount_max::double as vague_written_max,
        greatest(
            vague.amount_max::double, vague.amount_min::double * {{ rule_parameter('R29', 'open_magnitude_ratio') }}
        ) as vague_max,
        precise.char_start as other_char_start,
        precise.char_end as other_char_end,
        precise.surface as precise_surface,
        precise.amount_min::double as low,
        precise.amount_max::double as high,
        vague.char_start < precise.char_start as is_told_behind
    from money as vague
    inner join stated as precise
        on
            vague.article_id = precise.article_id
            and (vague.currency = precise.currency or vague.currency is null or vague.currency_surface is null)
            and vague.char_start != precise.char_start
            and precise.equivalent_of_id is null
            and regexp_matches(precise.number_text, '[0-9０-９一二三四五六七八九]')
            and precise.currency_basis is distinct from 'inherited'
            and precise.money_mention_id in (select claim_mentions.money_mention_id from claim_mentions)
            and precise.role in ('commitment', 'commitment_total', 'commitment_part', 'budget_request')
    left join articles on vague.article_id = articles.article_id
    where
        vague.is_vague
        and vague.amount_min > 0
        and case
            when vague.char_start < precise.char_start
                then
                    vague.passage_index = precise.passage_index
                    and precise.sentence_index = vague.sentence_index + 1
                    and regexp_matches(
                        lower(
                            substring(
                                articles.text,
                                precise.sentence_start + 1,
                                precise.char_start - precise.sentence_start
                            )
                        ),
                        '{{ var("same_sum_pattern") }}'
                    )
            else true
        end
        and not exists (
            select 1 from cues
            where
                cues.money_mention_id = vague.money_mention_id
                and cues.cue_type = 'role'
                and cues.cue_code in ('forecast', 'market_size', 'turnover', 'target', 'wage', 'threshold', 'other')
        )

),

-- What is told behind a vague figure, or else the nearest before it, is what it is about.
vague_subjects as (

    select * from precise_subjects
    qualify row_number() over (partition by money_mention_id order by other_char_start desc) = 1

),

excluded as (

    select
        'R29' as rule_id,
        'error' as severity,
        article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        surface as observed,
        precise_surface as expected,
        null::double as factor,
        printf(
            '"%s" means %s to %s and excludes %s, the precise figure of the same subject.',
            surface,
            {{ amount_in_words("vague_min") }},
            {{ amount_in_words("vague_max") }},
            precise_surface
        )
            as explanation,
        printf(
            '« %s » veut dire de %s à %s et exclut %s, chiffre précis du même sujet.',
            surface,
            {{ amount_in_words("vague_min", "fr") }},
            {{ amount_in_words("vague_max", "fr") }},
            precise_surface
        )
            as explanation_fr,
        'Keep the precise figure; never make a commitment of the vague one.' as suggestion
    from vague_subjects
    where
        -- "hundreds of millions" begins at two hundred by its word, and is said of less by a factor that is no error
        (low >= vague_max or high < vague_min / {{ rule_parameter('R29', 'plural_ratio') }})
        -- a magnitude that fits another precise figure told before it, as written, speaks of that one
        and (is_told_behind or not exists (
            select 1 from precise_subjects
            where
                precise_subjects.money_mention_id = vague_subjects.money_mention_id
                and precise_subjects.low <= vague_subjects.vague_written_max
                and precise_subjects.high >= vague_subjects.vague_min
        ))

),

findings as (

    select * from same_digits
    union all
    select * from comma_lost
    union all
    select * from too_small
    union all
    select * from too_large
    union all
    select * from excluded

)

select
    {{ finding_columns(absent=['commitment_id', 'other_article_id']) }}
from findings
order by rule_id, article_id, char_start, other_char_start
