{{ config(materialized="incremental") }}
-- R01 and R02: a stated conversion that the exchange rate does not bear out. R32: two conversions of one pair of
-- currencies in one article that cannot both be right.
with

equivalences as (

    select * from {{ changed_rows("int_money_equivalences") }}
    where
        not is_duplicate
        and passage_kind in ('title', 'heading', 'body', 'list_item', 'summary')

),

money as (

    select * from {{ changed_rows("int_money_resolved") }}

),

spelled as (

    select
        equivalences.*,
        primaries.surface as primary_surface,
        primaries.char_start as primary_start,
        primaries.char_end as primary_end,
        equivalents.surface as equivalent_surface,
        equivalents.char_start as equivalent_start,
        equivalents.char_end as equivalent_end,
        equivalents.amount_max as equivalent_amount,
        equivalences.primary_amount / equivalences.reference_rate as expected_amount,
        (primaries.sentence_index is distinct from equivalents.sentence_index) as is_other_sentence
    from equivalences
    inner join money as primaries on equivalences.primary_mention_id = primaries.money_mention_id
    inner join money as equivalents on equivalences.equivalent_mention_id = equivalents.money_mention_id

),

wrong as (

    select
        case verdict when 'scale_error' then 'R02' else 'R01' end as rule_id,
        case
            when verdict = 'scale_error' then 'error'
            when abs(pow(10.0, log10_error) - 1) <= {{ rule_parameter('R01', 'warn_up_to_ratio') }} then 'warn'
            else 'error'
        end as severity,
        article_id,
        null::varchar as other_article_id,
        primary_start as char_start,
        primary_end as char_end,
        equivalent_start as other_char_start,
        equivalent_end as other_char_end,
        printf('%.4g %s per %s', implied_rate, primary_currency, equivalent_currency) as observed,
        printf(
            '%.4g to %.4g %s per %s (%s)',
            reference_min,
            reference_max,
            primary_currency,
            equivalent_currency,
            fx_source
        ) as expected,
        case when verdict = 'scale_error' then pow(10.0, -power_of_ten) else pow(10.0, -log10_error) end as factor,
        printf(
            '%s given as %s implies %.4g %s per %s; the rate was about %.4g: %s',
            primary_surface, equivalent_surface, implied_rate, primary_currency, equivalent_currency, reference_rate,
            case
                when verdict = 'scale_error'
                    then printf(
                            'the %s figure is %s times too %s, probably %s.',
                            equivalent_currency,
                            {{ amount_in_words("pow(10.0, abs(power_of_ten))") }},
                            case when power_of_ten > 0 then 'low' else 'high' end,
                            {{ amount_in_words("(equivalent_amount * pow(10.0, power_of_ten))") }}
                        )
                else printf('off by %.0f %%.', 100 * abs(pow(10.0, -log10_error) - 1))
            end
        ) as explanation,
        printf(
            '%s donné pour %s suppose %s %s par %s ; le cours était d''environ %s : %s',
            primary_surface,
            equivalent_surface,
            {{ number_in_french("%.4g", "implied_rate") }},
            primary_currency,
            equivalent_currency,
            {{ number_in_french("%.4g", "reference_rate") }},
            case
                when verdict = 'scale_error'
                    then printf(
                            'le chiffre en %s est %s fois trop %s, sans doute %s.',
                            equivalent_currency,
                            {{ amount_in_words("pow(10.0, abs(power_of_ten))", "fr") }},
                            case when power_of_ten > 0 then 'petit' else 'grand' end,
                            {{ amount_in_words("(equivalent_amount * pow(10.0, power_of_ten))", "fr") }}
                        )
                else printf('écart de %.0f %%.', 100 * abs(pow(10.0, -log10_error) - 1))
            end
        ) as explanation_fr,
        'Keep the figure in the original currency and convert it anew.' as suggestion
    from spelled
    where
        verdict in ('off', 'scale_error')
        -- across a full stop, a figure far from any conversion is another sum
        and (
            not is_other_sentence
            or case
                when
                    verdict = 'scale_error'
                    then abs(power_of_ten) <= {{ rule_parameter('R02', 'other_sentence_powers') }}
                else pow(10.0, abs(log10_error)) - 1 <= {{ rule_parameter('R01', 'other_sentence_ratio') }}
            end
        )

),

paired as (

    select
        first_pair.article_id,
        first_pair.primary_start as char_start,
        first_pair.equivalent_end as char_end,
        second_pair.primary_start as other_char_start,
        second_pair.equivalent_end as other_char_end,
        first_pair.implied_rate as first_rate,
        second_pair.implied_rate as second_rate,
        first_pair.primary_currency,
        first_pair.equivalent_currency,
        first_pair.primary_surface || ' / ' || first_pair.equivalent_surface as first_text,
        second_pair.primary_surface || ' / ' || second_pair.equivalent_surface as second_text,
        first_pair.verdict as first_verdict,
        row_number() over (
            partition by first_pair.article_id, first_pair.primary_currency, first_pair.equivalent_currency
            order by
                abs(ln(first_pair.implied_rate / second_pair.implied_rate)) desc,
                first_pair.primary_start,
                second_pair.primary_start asc
        ) as pair_rank
    from spelled as first_pair
    inner join spelled as second_pair
        on
            first_pair.article_id = second_pair.article_id
            and first_pair.primary_currency = second_pair.primary_currency
            and first_pair.equivalent_currency = second_pair.equivalent_currency
            and first_pair.window_basis = second_pair.window_basis
            and first_pair.equivalent_start < second_pair.equivalent_start
    where
        -- a sum of another sentence may be a sum of its own
        not (first_pair.is_other_sentence or second_pair.is_other_sentence)
        and (
            first_pair.implied_max * (1 + {{ rule_parameter('R32', 'minimum_gap_ratio') }}) < second_pair.implied_min
            or second_pair.implied_max * (1 + {{ rule_parameter('R32', 'minimum_gap_ratio') }}) < first_pair.implied_min
        )

),

incoherent as (

    select
        'R32' as rule_id,
        'warn' as severity,
        article_id,
        null::varchar as other_article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        printf('%.4g %s per %s', first_rate, primary_currency, equivalent_currency) as observed,
        printf('%.4g %s per %s', second_rate, primary_currency, equivalent_currency) as expected,
        first_rate / second_rate as factor,
        printf(
            '%s and %s imply %.4g and %.4g %s per %s in one article: both cannot be right.',
            first_text, second_text, first_rate, second_rate, primary_currency, equivalent_currency
        ) as explanation,
        printf(
            '%s et %s supposent %s et %s %s par %s dans un même article : l''un des deux est faux.',
            first_text,
            second_text,
            {{ number_in_french("%.4g", "first_rate") }},
            {{ number_in_french("%.4g", "second_rate") }},
            primary_currency,
            equivalent_currency
        ) as explanation_fr,
        case
            when first_verdict in ('consistent', 'rounding')
                then 'Take the first conversion: it agrees with the exchange rate.'
            else 'Take the second conversion: it is nearer to the exchange rate.'
        end as suggestion
    from paired
    where pair_rank = 1

),

-- The power of ten is R02's; that the conversion fails at all is R01's, and told once without raising the alarm twice.
failed as (

    select
        * replace (
            'R01' as rule_id,
            'info' as severity,
            printf('%s; R02 names the power of ten.', rtrim(explanation, '.')) as explanation,
            printf('%s ; R02 nomme la puissance de dix.', rtrim(explanation_fr, '.')) as explanation_fr
        )
    from wrong
    where rule_id = 'R02'

),

findings as (

    select * from wrong
    union all
    select * from failed
    union all
    select * from incoherent

)

select
    {{ finding_columns(absent=['commitment_id']) }}
from findings
order by rule_id, article_id, char_start, other_char_start
