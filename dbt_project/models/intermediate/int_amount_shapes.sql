{{ config(materialized='incremental') }}
-- One row per amount that the words right around it tell apart, whatever other cues its sentence holds: what somebody
-- earns, the base of a multiple, a wrong figure, a lost bid, the price of one thing, money raised, the sum of a
-- contract or of what a firm supplies, works that will be put out to tender, a tax relief, goods that are given, what
-- somebody demands, a sum that is denied, or any sum under a heading, or behind the first words of a paragraph, that
-- ask for a comparison.
with

amounts as (

    select * from {{ changed_rows('int_money_resolved') }}
    where not is_duplicate and equivalent_of_id is null and amount_max >= {{ claim_parameter('least_claim_amount') }}

),

sentences as (

    select
        *,
        lead(sentence_text) over (partition by article_id, passage_index order by sentence_index) as next_text
    from {{ changed_rows('int_sentences_cut') }}

),

around as (

    select
        amounts.money_mention_id,
        amounts.article_id,
        amounts.per,
        -- hedges and conversions in brackets stand between a sum and its words
        regexp_replace(
            lower(right(
                substring(sentences.sentence_text, 1, (amounts.char_start - sentences.char_start)::bigint),
                {{ claim_parameter('shape_chars') }}::bigint
            )),
            '{{ var("hedges_before_pattern") }}', ' '
        ) as text_before,
        regexp_replace(
            lower(left(
                substring(sentences.sentence_text, (amounts.char_end - sentences.char_start + 1)::bigint),
                {{ claim_parameter('shape_chars') }}::bigint
            )),
            '^ ?[(（][^()（）]{1,40}[)）]', ''
        ) as text_behind,
        lower(left(ltrim(sentences.next_text), {{ claim_parameter('denial_chars') }}::bigint)) as next_text
    from amounts
    inner join sentences
        on
            amounts.article_id = sentences.article_id
            and amounts.sentence_index = sentences.sentence_index

),

passages as (

    select
        article_id,
        passage_index,
        any_value(passage_kind) as passage_kind,
        trim(string_agg(sentence_text, ' ' order by sentence_index)) as passage_text
    from sentences
    where passage_kind in ('heading', 'list_item')
    group by article_id, passage_index

),

-- A section runs from its heading to the next one.
headings as (

    select
        article_id,
        passage_index,
        regexp_matches(
            regexp_replace(lower(passage_text), '^[0-9]{1,2}[.)]', ''), '{{ var("comparing_heading_pattern") }}'
        ) as is_comparing
    from passages
    where passage_kind = 'heading' or regexp_matches(passage_text, '{{ var("listed_heading_pattern") }}')

),

-- "過去と比べてみよう。" opens a paragraph whose next sentence compares.
openings as (

    select
        article_id,
        sentence_index
    from sentences
    where passage_kind = 'body'
    qualify
        row_number() over (partition by article_id, passage_index order by sentence_index) = 1
        and case
            when length(sentence_text) <= {{ claim_parameter('comparing_opening_chars') }}
                then regexp_matches(lower(trim(sentence_text)), '{{ var("comparing_opening_pattern") }}')
            else false
        end

),

compared as (

    select amounts.money_mention_id
    from amounts
    inner join headings
        on
            amounts.article_id = headings.article_id
            and amounts.passage_index > headings.passage_index
    group by amounts.money_mention_id
    having arg_max(headings.is_comparing, headings.passage_index)
    union
    select amounts.money_mention_id
    from amounts
    inner join openings
        on
            amounts.article_id = openings.article_id
            and amounts.sentence_index = openings.sentence_index + 1

),

shaped as (

    select
        around.money_mention_id,
        around.article_id,
        case
            when around.per = 'year' and regexp_matches(text_before, '{{ var("earner_pattern") }}') then 'earned'
            when
                regexp_matches(text_before, '{{ var("multiple_before_pattern") }}')
                or regexp_matches(text_behind, '{{ var("multiple_behind_pattern") }}')
                then 'multiplied'
            when
                regexp_matches(text_before, '{{ var("corrected_before_pattern") }}')
                or regexp_matches(text_behind, '{{ var("corrected_behind_pattern") }}')
                then 'corrected'
            when
                -- the long patterns only where one of their words stands
                case
                    when regexp_matches(text_before, '{{ var("denying_before_pattern") }}')
                        then
                            regexp_matches(text_before, '{{ var("denied_before_pattern") }}')
                            and not regexp_matches(
                                regexp_extract(text_before, '{{ var("denied_before_pattern") }}'),
                                '{{ var("undenied_before_pattern") }}'
                            )
                    else false
                end
                or case
                    when regexp_matches(text_behind, '{{ var("denying_behind_pattern") }}')
                        then
                            regexp_matches(text_behind, '{{ var("denied_behind_pattern") }}')
                            and not regexp_matches(
                                regexp_extract(text_behind, '{{ var("denied_behind_pattern") }}'),
                                '{{ var("undenied_behind_pattern") }}'
                            )
                    else false
                end
                or regexp_matches(next_text, '{{ var("denial_pattern") }}')
                then 'denied'
            when
                regexp_matches(text_before, '{{ var("lost_bid_before_pattern") }}')
                or (
                    regexp_matches(text_behind, '{{ var("bid_lost_pattern") }}')
                    and (
                        regexp_matches(text_behind, '^で')
                        or regexp_matches(text_before, '{{ var("bid_before_pattern") }}')
                    )
                )
                then 'lost'
            when
                regexp_matches(text_before, '{{ var("unit_price_before_pattern") }}')
                and regexp_matches(text_behind, '{{ var("unit_price_behind_pattern") }}')
                then 'unit_price'
            when compared.money_mention_id is not null then 'compared'
            when
                case
                    when regexp_matches(text_before, '{{ var("asking_word_pattern") }}')
                        then
                            regexp_matches(text_before, '{{ var("demanding_before_pattern") }}')
                            and not regexp_matches(
                                regexp_extract(text_before, '{{ var("demanding_before_pattern") }}'),
                                '{{ var("demand_break_pattern") }}'
                            )
                            and not (
                                regexp_matches(text_before, '{{ var("given_before_pattern") }}')
                                and regexp_matches(text_behind, '{{ var("given_behind_pattern") }}')
                            )
                    when regexp_matches(text_behind, '{{ var("asking_word_behind_pattern") }}')
                        then
                            regexp_matches(text_behind, '{{ var("demanding_behind_pattern") }}')
                            and regexp_matches(text_before, '{{ var("demander_before_pattern") }}')
                    else false
                end
                then 'demanded'
            when
                (
                    regexp_matches(text_behind, '{{ var("raised_behind_pattern") }}')
                    and not regexp_matches(text_before, '{{ var("levied_before_pattern") }}')
                )
                or (
                    regexp_matches(text_before, '{{ var("raised_before_pattern") }}')
                    and not regexp_matches(text_before, '{{ var("levied_before_pattern") }}')
                    and not regexp_matches(text_behind, '{{ var("raised_change_pattern") }}')
                    and not regexp_matches(text_behind, '{{ var("lent_behind_pattern") }}')
                )
                or (
                    regexp_matches(text_before, '{{ var("closed_before_pattern") }}')
                    and regexp_matches(text_behind, '{{ var("closed_behind_pattern") }}')
                )
                then 'raised'
            when
                case
                    when
                        regexp_matches(text_before, '{{ var("price_ahead_pattern") }}')
                        and regexp_matches(text_before, '{{ var("trading_word_pattern") }}')
                        then
                            regexp_matches(text_before, '{{ var("contract_before_pattern") }}')
                            and not regexp_matches(
                                regexp_extract(text_before, '{{ var("contract_before_pattern") }}'),
                                '{{ var("contract_break_pattern") }}'
                            )
                    else false
                end
                or (
                    regexp_matches(text_behind, '{{ var("contract_sum_behind_pattern") }}')
                    and (
                        regexp_matches(text_behind, '^[でを分の]')
                        or regexp_matches(text_before, '{{ var("contract_sum_before_pattern") }}')
                    )
                )
                then 'contract'
            when
                case
                    when
                        regexp_matches(text_before, '{{ var("price_ahead_pattern") }}')
                        and regexp_matches(text_before, '{{ var("trading_word_pattern") }}')
                        then
                            regexp_matches(text_before, '{{ var("supply_before_pattern") }}')
                            and not regexp_matches(
                                regexp_extract(text_before, '{{ var("supply_before_pattern") }}'),
                                '{{ var("contract_break_pattern") }}'
                            )
                            and not regexp_matches(text_before, '{{ var("public_supplier_pattern") }}')
                    else false
                end
                then 'supply'
            when
                regexp_matches(text_before, '{{ var("tender_before_pattern") }}')
                and regexp_matches(text_behind, '{{ var("tender_behind_pattern") }}')
                then 'tender'
            when regexp_matches(text_before, '{{ var("tax_relief_pattern") }}') then 'tax_relief'
            when regexp_matches(text_before, '{{ var("goods_given_pattern") }}') then 'goods'
        end as shape
    from around
    left join compared on around.money_mention_id = compared.money_mention_id

),

told as (

    select
        money_mention_id,
        article_id,
        shape,
        case
            when shape = 'earned' then 'wage'
            when shape = 'unit_price' then 'other'
            when shape = 'denied' then 'denied'
            when shape in ('multiplied', 'corrected', 'lost', 'compared') then 'comparison'
            when shape = 'demanded' then 'political_call'
            else 'commitment'
        end as role,
        case
            when shape in ('raised', 'contract') then 'committed'
            when shape = 'demanded' then 'mentioned'
        end as status
    from shaped
    where shape is not null

)

select * from told
order by money_mention_id
