{{ config(materialized="incremental") }}
-- Grain: one stated conversion "X (Y)": does Y agree with X at the exchange rate of its day?
-- X is taken as exact; Y's interval is half a unit of its last significant digit either side, wider when approximate
-- or one-sided. The rate is that of the article's days (int_article_value_dates) or, when the words around Y or a past
-- date in its sentence place the conversion then, of that date; any window in which the figures agree settles it.
with

money as (

    select * from {{ changed_rows("int_money_resolved") }}

),

valued as (

    select * from {{ changed_rows("int_article_value_dates") }}

),

dates as (

    select * from {{ changed_rows("stg_date_mentions") }}

),

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

rates as (

    select * from {{ ref("fct_fx_rates") }}

),

cues as (

    select * from {{ ref("ref_conversion_time_cues") }}

),

pairs as (

    select
        equivalents.money_mention_id as equivalence_id,
        equivalents.article_id,
        primaries.money_mention_id as primary_mention_id,
        equivalents.money_mention_id as equivalent_mention_id,
        equivalents.equivalent_connector as connector,
        primaries.currency as primary_currency,
        equivalents.currency as equivalent_currency,
        primaries.amount_min::double as primary_amount,
        equivalents.amount_min::double as equivalent_min,
        equivalents.amount_max::double as equivalent_max,
        equivalents.printed_precision,
        equivalents.number_text,
        primaries.modality as primary_modality,
        equivalents.modality as equivalent_modality,
        equivalents.sentence_index,
        equivalents.char_start,
        equivalents.char_end,
        least(primaries.char_start, equivalents.char_start) as pair_start,
        equivalents.is_duplicate,
        equivalents.passage_kind
    from money as equivalents
    inner join money as primaries on equivalents.equivalent_of_id = primaries.money_mention_id
    where
        equivalents.currency != primaries.currency
        and primaries.amount_min > 0
        and equivalents.amount_min > 0

),

-- Zeros at the end of a whole number were not measured: "600 M" is 550 to 650. A printed decimal was.
unit_sizes as (

    select
        *,
        case
            when regexp_matches(number_text, '[.,．，][0-9０-９]{1,2}$') then pow(10.0, printed_precision)
            else pow(
                    10.0,
                    greatest(printed_precision, length(regexp_extract(round(equivalent_min)::hugeint::varchar, '0*$')))
                )
        end as unit_size
    from pairs

),

bounded as (

    select
        *,
        case
            when equivalent_modality = 'at_most' then equivalent_min / {{ rule_parameter('R01', 'open_side_ratio') }}
            else equivalent_min - unit_size / 2
        end
        * case
            when 'approx' in (equivalent_modality, primary_modality)
                then 1 - {{ rule_parameter('R01', 'approx_ratio') }}
            else 1
        end as equivalent_low,
        case
            when equivalent_modality = 'at_least' then equivalent_max * {{ rule_parameter('R01', 'open_side_ratio') }}
            else equivalent_max + unit_size / 2
        end
        * case
            when 'approx' in (equivalent_modality, primary_modality)
                then 1 + {{ rule_parameter('R01', 'approx_ratio') }}
            else 1
        end as equivalent_high
    from unit_sizes

),

implied as (

    select
        bounded.*,
        bounded.primary_amount / ((bounded.equivalent_min + bounded.equivalent_max) / 2) as implied_rate,
        bounded.primary_amount / bounded.equivalent_high as implied_min,
        bounded.primary_amount / greatest(bounded.equivalent_low, bounded.equivalent_min / 1000) as implied_max,
        substring(
            articles.text,
            greatest(1, bounded.pair_start - {{ rule_parameter('R01', 'cue_reach_characters') }} + 1)::bigint,
            (bounded.char_end - bounded.pair_start + 2 * {{ rule_parameter('R01', 'cue_reach_characters') }})::bigint
        ) as surroundings
    from bounded
    left join articles on bounded.article_id = articles.article_id

),

told_then as (

    select
        implied.equivalence_id,
        bool_or(cues.tense = 'then') as is_then
    from implied
    inner join cues on contains(lower(implied.surroundings), cues.cue)
    group by implied.equivalence_id

),

article_windows as (

    select
        implied.equivalence_id,
        'publication' as window_basis,
        valued.valued_from - {{ rule_parameter('R01', 'window_days') }}::integer as window_from,
        valued.valued_until + {{ rule_parameter('R01', 'window_days') }}::integer as window_until,
        valued.valued_until as valued_on,
        valued.tolerance_ratio
    from implied
    inner join valued on implied.article_id = valued.article_id
    where valued.valued_until is not null

),

-- A date that ends well before publication, in the same sentence or, after a cue of time, earlier in the article.
past_windows as (

    select
        implied.equivalence_id,
        'date_in_text' as window_basis,
        dates.start_on - {{ rule_parameter('R01', 'window_days') }}::integer as window_from,
        dates.end_on + {{ rule_parameter('R01', 'window_days') }}::integer as window_until,
        dates.end_on as valued_on,
        {{ rule_parameter('R01', 'tolerance_inferred_month_ratio') }} as tolerance_ratio
    from implied
    inner join dates
        on
            implied.article_id = dates.article_id
            and implied.char_end > dates.char_start
    left join told_then on implied.equivalence_id = told_then.equivalence_id
    left join valued on implied.article_id = valued.article_id
    where
        dates.start_on is not null
        and dates.end_on is not null
        and dates.end_on < coalesce(valued.valued_from, dates.end_on + 1)
        and (
            dates.sentence_index = implied.sentence_index
            or told_then.is_then
        )

),

windows as (

    select * from article_windows
    union all
    select * from past_windows

),

primary_rates as (

    select
        windows.*,
        implied.primary_currency,
        implied.equivalent_currency,
        own.rate_on,
        own.units_per_eur / partner.units_per_eur as reference_rate,
        case
            when own.fx_source = partner.fx_source then own.fx_source
            else own.fx_source || '/' || partner.fx_source
        end as fx_source
    from windows
    inner join implied on windows.equivalence_id = implied.equivalence_id
    inner join rates as own
        on
            implied.primary_currency = own.currency
            and own.rate_on between windows.window_from and windows.window_until
    inner join rates as partner
        on
            implied.equivalent_currency = partner.currency
            and own.rate_on = partner.rate_on

),

reference_windows as (

    select
        equivalence_id,
        window_basis,
        valued_on,
        -- what is fixed once a week moves between two fixings
        case
            when count(*) < {{ rule_parameter('R01', 'daily_fixings_minimum') }}
                then greatest(tolerance_ratio, {{ rule_parameter('R01', 'tolerance_weekly_ratio') }})
            else tolerance_ratio
        end as tolerance_ratio,
        min(reference_rate) as reference_min,
        max(reference_rate) as reference_max,
        arg_min(reference_rate, abs(rate_on - valued_on) + case when rate_on > valued_on then 0.5 else 0 end)
            as reference_rate,
        arg_min(rate_on, abs(rate_on - valued_on) + case when rate_on > valued_on then 0.5 else 0 end) as reference_on,
        any_value(fx_source) as fx_source
    from primary_rates
    group by equivalence_id, window_basis, valued_on, primary_rates.tolerance_ratio

),

compared as (

    select
        implied.*,
        reference.* exclude (equivalence_id),
        log10(implied.implied_rate / reference.reference_rate) as log10_error,
        implied.implied_rate
        between reference.reference_min * (1 - reference.tolerance_ratio)
        and reference.reference_max * (1 + reference.tolerance_ratio) as is_point_inside,
        implied.implied_max >= reference.reference_min * (1 - reference.tolerance_ratio)
        and implied.implied_min <= reference.reference_max * (1 + reference.tolerance_ratio) as is_interval_inside
    from implied
    left join reference_windows as reference on implied.equivalence_id = reference.equivalence_id

),

judged as (

    select
        *,
        round(log10_error) as power_of_ten,
        case
            when reference_rate is null then 'unknown'
            when is_point_inside then 'consistent'
            when is_interval_inside then 'rounding'
            when
                round(log10_error) != 0
                and (
                    abs(log10_error - round(log10_error)) < {{ rule_parameter('R02', 'log10_slack') }}
                    or (
                        implied_max / pow(10.0, round(log10_error)) >= reference_min * (1 - tolerance_ratio)
                        and implied_min / pow(10.0, round(log10_error)) <= reference_max * (1 + tolerance_ratio)
                    )
                ) then 'scale_error'
            else 'off'
        end as verdict
    from compared

),

best as (

    select * from judged
    qualify
        row_number() over (
            partition by equivalence_id
            order by
                case verdict when 'consistent' then 0 when 'rounding' then 1 else 2 end,
                window_basis = 'publication' desc,
                abs(log10_error),
                valued_on
        ) = 1

),

equivalences as (

    select
        -- keys
        equivalence_id,
        article_id,
        primary_mention_id,
        equivalent_mention_id,

        -- what
        connector,
        primary_currency,
        equivalent_currency,
        verdict,
        window_basis,
        is_duplicate,
        passage_kind,

        -- how much
        primary_amount,
        equivalent_min,
        equivalent_max,
        implied_rate,
        implied_min,
        implied_max,
        reference_rate,
        reference_min,
        reference_max,
        tolerance_ratio,
        log10_error,
        case when verdict = 'scale_error' then power_of_ten::integer end as power_of_ten,

        -- when
        reference_on,
        fx_source
    from best

)

select * from equivalences
order by equivalence_id
