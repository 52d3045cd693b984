{{ config(materialized="incremental") }}
-- Doubts about single figures. R03: a scale word that nothing near it settles. R25: a sign of several currencies.
-- R26: a headline without currency. R27: separators that allow another magnitude. R35: a span that does not match.
with

money as (

    select * from {{ changed_rows("int_money_countable") }}

),

quantities as (

    select * from {{ changed_rows("stg_quantity_mentions") }}

),

readings as (

    select * from {{ changed_rows("stg_money_readings") }}

),

passages as (

    select * from {{ changed_rows("stg_passages") }}

),

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

named_readings as (

    select
        *,
        {{ in_words("reading", "reading") }} as reading_en,
        {{ in_words("reading", "reading", "fr") }} as reading_fr
    from readings

),

-- Scale words are one doubt, separators and lost commas another.
doubts as (

    select
        mention_id,
        bool_or(reading in ('long', 'short')) as is_about_scale,
        bool_or(reading like '%comma%') as is_about_comma,
        string_agg(reading_en || ' ' || {{ amount_in_words("amount") }}, ', ' order by prior desc, reading asc)
            as readings,
        string_agg(reading_fr || ' ' || {{ amount_in_words("amount", "fr") }}, ', ' order by prior desc, reading asc)
            as readings_fr
    from named_readings
    group by mention_id

),

scale_words as (

    select
        'R03' as rule_id,
        'warn' as severity,
        money.article_id,
        money.char_start,
        money.char_end,
        money.surface as observed,
        doubts.readings as expected,
        -- a probability that prints as 1.00 would say that there is no doubt
        printf(
            '"%s" has two readings (%s); %s %s, with probability %.2f.',
            money.surface,
            doubts.readings,
            case
                when money.has_scale_evidence then 'what stands beside it does not settle it. It is read as'
                else 'nothing beside it settles it. The rest of the article and usage speak for'
            end,
            {{ amount_in_words("money.amount_min") }},
            least(money.scale_probability, 0.99)
        ) as explanation,
        printf(
            '« %s » a deux lectures (%s) ; %s %s, probabilité %s.',
            money.surface,
            doubts.readings_fr,
            case
                when money.has_scale_evidence then 'ce qui l''entoure ne tranche pas. Lu'
                else 'rien à côté ne tranche. Le reste de l''article et l''usage plaident pour'
            end,
            {{ amount_in_words("money.amount_min", "fr") }},
            {{ number_in_french("%.2f", "least(money.scale_probability, 0.99)") }}
        ) as explanation_fr,
        'Keep both readings until a source gives the sum otherwise.' as suggestion,
        row_number() over (
            partition by money.article_id, rtrim(lower(money.scale_word), 's'), money.currency
            order by money.scale_probability, money.char_start
        ) as doubt_rank
    from money
    inner join doubts on money.money_mention_id = doubts.mention_id
    where
        doubts.is_about_scale
        and (
            not money.has_scale_evidence
            or money.scale_probability < {{ rule_parameter('R03', 'posterior_minimum') }}
        )
        -- a word explained, or a number of other things, is no sum
        and money.currency_basis is distinct from 'inherited'
        and not money.is_vague

),

-- "pesos" in a text that writes COP elsewhere says which pesos it means; so does a conversion in "$", by its rate.
named_currencies as (

    select
        article_id,
        currency
    from money
    where
        currency_basis = 'explicit'
        and currency_confidence >= {{ rule_parameter('R25', 'confidence_minimum') }}
    union
    select
        article_id,
        currency
    from money
    where equivalent_of_id is not null

),

shared_signs as (

    select
        'R25' as rule_id,
        'warn' as severity,
        article_id,
        char_start,
        char_end,
        currency_surface || ' read as ' || currency || printf(' (%.2f)', currency_confidence) as observed,
        'a currency named in full' as expected,
        printf(
            '"%s" is a sign of several currencies; read as %s with confidence %.2f.',
            currency_surface, currency, currency_confidence
        ) as explanation,
        printf(
            '« %s » désigne plusieurs monnaies ; lu %s, confiance %s.',
            currency_surface,
            currency,
            {{ number_in_french("%.2f", "currency_confidence") }}
        ) as explanation_fr,
        'Settle it by the outlet''s country or by a stated equivalent.' as suggestion,
        row_number()
            over (partition by article_id, currency order by currency_confidence, char_start)
            as doubt_rank
    from money
    where
        coalesce(currency_surface, '') != ''
        and currency is not null
        -- inferred: against the sign's usual meaning; a word of three letters or more says which currency it means
        and (
            (currency_basis = 'inferred' and not regexp_matches(currency_surface, '\p{L}{3}|\p{Katakana}{2}'))
            or (
                currency_basis in ('inferred', 'symbol')
                and currency_confidence < {{ rule_parameter('R25', 'confidence_minimum') }}
                and (article_id, currency) not in (
                    select (named_currencies.article_id, named_currencies.currency) from named_currencies
                )
            )
        )
        -- a conversion says by its rate which currency is meant
        and equivalent_of_id is null
        and not is_vague

),

-- A headline's figure that was read as money with the currency of the body.
inheriting as (

    select
        article_id,
        char_start,
        char_end,
        surface,
        currency
    from money
    where
        is_title
        and coalesce(currency_surface, '') = ''

),

-- "820 millions d'argent public": a headline's number that is, digit for digit, a sum of the body.
headlines as (

    select
        passages.article_id,
        passages.char_start,
        lower(
            substring(articles.text, passages.char_start + 1, passages.char_end - passages.char_start)
        ) as headline
    from passages
    inner join articles on passages.article_id = articles.article_id
    where passages.passage_kind = 'title'

),

phrased as (

    select distinct
        article_id,
        currency,
        lower(
            case
                when contains(number_text, scale_word) then number_text
                else number_text || ' ' || scale_word
            end
        ) as phrase
    from money
    where
        not is_title
        and scale_word is not null
        and coalesce(currency_surface, '') != ''

),

repeated_numbers as (

    select
        headlines.article_id,
        headlines.char_start + instr(headlines.headline, phrased.phrase) - 1 as char_start,
        headlines.char_start + instr(headlines.headline, phrased.phrase) - 1 + length(phrased.phrase) as char_end,
        phrased.phrase as surface,
        phrased.currency
    from headlines
    inner join phrased on headlines.article_id = phrased.article_id
    where
        contains(headlines.headline, phrased.phrase)
        and not regexp_matches(
            left(headlines.headline, instr(headlines.headline, phrased.phrase) - 1), '{{ var("number_tail_pattern") }}'
        )

),

without_currency as (

    select * from inheriting
    union all
    select repeated_numbers.*
    from repeated_numbers
    anti join money
        on
            repeated_numbers.article_id = money.article_id
            and repeated_numbers.char_start < money.char_end
            and repeated_numbers.char_end > money.char_start

),

elided as (

    select
        'R26' as rule_id,
        'warn' as severity,
        article_id,
        char_start,
        char_end,
        surface as observed,
        coalesce(currency, 'a currency') as expected,
        case
            when currency is null then printf('"%s" names no currency and the article gives none to inherit.', surface)
            else printf('"%s" in the headline names no currency; %s is inherited from the body.', surface, currency)
        end as explanation,
        case
            when currency is null then printf('« %s » ne nomme aucune monnaie et l''article n''en donne pas.', surface)
            else printf('« %s » dans le titre ne nomme pas de monnaie ; %s vient du corps.', surface, currency)
        end as explanation_fr,
        'Write the currency beside the figure.' as suggestion,
        row_number() over (partition by article_id order by char_start) as doubt_rank
    from without_currency

),

separators as (

    select
        'R27' as rule_id,
        'warn' as severity,
        money.article_id,
        money.char_start,
        money.char_end,
        money.surface as observed,
        doubts.readings as expected,
        printf(
            'The separators of "%s" allow more than one value (%s); read as %s.',
            money.surface,
            doubts.readings,
            {{ amount_in_words("money.amount_min") }}
        )
            as explanation,
        printf(
            'Les séparateurs de « %s » permettent plusieurs valeurs (%s) ; lu %s.',
            money.surface,
            doubts.readings_fr,
            {{ amount_in_words("money.amount_min", "fr") }}
        )
            as explanation_fr,
        case when doubts.is_about_comma then 'A decimal comma was probably lost.' else 'Check the decimal sign.' end
            as suggestion,
        case
            when doubts.is_about_comma then 1
            else row_number() over (partition by money.article_id, doubts.is_about_comma order by money.char_start)
        end as doubt_rank
    from money
    inner join doubts on money.money_mention_id = doubts.mention_id
    where not doubts.is_about_scale

),

-- French counts from two in the plural: "12 milliard" was "1,2 milliard".
singulars as (

    select
        'R27' as rule_id,
        'warn' as severity,
        article_id,
        char_start,
        char_end,
        surface as observed,
        {{ amount_in_words("(amount_min / 10)") }} as expected,
        printf(
            '"%s" is in the singular: a decimal comma was probably lost (%s).',
            surface,
            {{ amount_in_words("(amount_min / 10)") }}
        )
            as explanation,
        printf(
            '« %s » est au singulier : une virgule s''est sans doute perdue (%s).',
            surface,
            {{ amount_in_words("(amount_min / 10)", "fr") }}
        )
            as explanation_fr,
        'A decimal comma was probably lost.' as suggestion,
        1 as doubt_rank
    from money
    where {{ is_lost_comma_singular("number_text", "scale_word", "language") }}

),

-- French writes a comma before decimals and a blank between thousands: a point may be either.
points as (

    select
        'R27' as rule_id,
        'warn' as severity,
        article_id,
        char_start,
        char_end,
        surface as observed,
        {{ amount_in_words("amount_min") }} as expected,
        printf(
            'The point in "%s" is no French sign: decimal or thousands? Read as %s.',
            surface,
            {{ amount_in_words("amount_min") }}
        )
            as explanation,
        printf(
            'Le point de « %s » n''est pas un signe français : décimales ou milliers ? Lu %s.',
            surface,
            {{ amount_in_words("amount_min", "fr") }}
        )
            as explanation_fr,
        'Check the decimal sign.' as suggestion,
        row_number() over (partition by article_id order by char_start) as doubt_rank
    from money
    where
        language = 'fr'
        and scale_word is not null
        and regexp_full_match(number_text, '[0-9]{1,3}[.][0-9]{1,3}')

),

lost_commas as (

    select
        'R27' as rule_id,
        'warn' as severity,
        quantities.article_id,
        quantities.char_start,
        quantities.char_end,
        quantities.surface as observed,
        doubts.readings as expected,
        printf('"%s" has lost its decimal comma or holds two numbers.', quantities.surface) as explanation,
        printf('« %s » a perdu sa virgule ou réunit deux nombres.', quantities.surface) as explanation_fr,
        'A decimal comma was probably lost.' as suggestion,
        row_number() over (partition by quantities.article_id order by quantities.char_start) as doubt_rank
    from quantities
    inner join doubts on quantities.quantity_mention_id = doubts.mention_id
    inner join passages
        on
            quantities.article_id = passages.article_id
            and quantities.passage_index = passages.passage_index
    where
        not doubts.is_about_scale
        and not quantities.is_duplicate
        and passages.passage_kind in ('title', 'heading', 'body', 'list_item', 'summary')

),

mismatched as (

    select
        'R35' as rule_id,
        'error' as severity,
        money.article_id,
        money.char_start,
        money.char_end,
        substring(articles.text, money.char_start + 1, money.char_end - money.char_start) as observed,
        money.surface as expected,
        'The text at this place is not the figure that was read there.' as explanation,
        'Le texte à cet endroit n''est pas le chiffre qui y a été lu.' as explanation_fr,
        'Parse the article again.' as suggestion,
        1 as doubt_rank
    from money
    inner join articles on money.article_id = articles.article_id
    where substring(articles.text, money.char_start + 1, money.char_end - money.char_start) != money.surface

),

findings as (

    select * from scale_words
    union all
    select * from shared_signs
    union all
    select * from elided
    union all
    select * from separators
    union all
    select * from singulars
    union all
    select * from points
    union all
    select * from lost_commas
    union all
    select * from mismatched

)

select
    {{ finding_columns(absent=['commitment_id', 'other_article_id', 'other_char_start', 'other_char_end', 'factor']) }}
from findings
where doubt_rank = 1
order by rule_id, article_id, char_start
