{{ config(materialized="incremental") }}
-- Grain: a name that may be a company's, and the country that the words around it say it is from.
with

entities as (

    select * from {{ ref("ref_entities") }}

),

legal_forms as (

    select '[ ,]+(' || string_agg(regexp_escape(lower(form)), '|') || '|ab|asa|oyj?|as)[.]?$' as pattern
    from (
        select unnest(string_split(forms, '|')) as form
        from {{ ref("ref_entity_shapes") }}
        where
            entity_type = 'company'
            and part = 'tail'
            and language in ('en', 'und')
            and coalesce(pattern, '') = ''
    )
    where length(form) <= 4

),

-- Names that may be those of companies. Held fast: the texts are joined to these alone.
companies as materialized (

    select
        mentions.article_id,
        mentions.char_start,
        mentions.char_end,
        mentions.surface,
        mentions.entity_id,
        passages.language
    from {{ changed_rows("stg_entity_mentions") }} as mentions
    inner join {{ changed_rows("stg_passages") }} as passages
        on
            mentions.article_id = passages.article_id
            and mentions.passage_index = passages.passage_index
    left join entities on mentions.entity_id = entities.entity_id
    where
        not mentions.is_duplicate
        and passages.passage_kind in ('title', 'heading', 'body', 'list_item', 'summary')
        and mentions.mention_type not in ('nominal', 'description')
        and coalesce(entities.entity_type, mentions.entity_type, 'company') = 'company'

),

-- With the words right before and behind them.
named as (

    select
        companies.article_id,
        companies.char_start,
        companies.char_end,
        companies.surface,
        companies.language,
        -- the pattern would be compiled for each name that it replaces something in: only for those that it finds
        case
            when companies.entity_id is not null then companies.entity_id
            when matches_pattern(lower(companies.surface), legal_forms.pattern)
                then regexp_replace(lower(companies.surface), legal_forms.pattern, '')
            else lower(companies.surface)
        end as name_key,
        -- one piece of the article: to find a place in it costs as much as the text before it is long
        substring(
            articles.text,
            greatest(1, companies.char_start - {{ rule_parameter('R22', 'reach_characters') }} + 1)::bigint,
            companies.char_end
            - companies.char_start
            + least(companies.char_start, {{ rule_parameter('R22', 'reach_characters') }})::bigint
            + {{ rule_parameter('R22', 'reach_characters') }}::bigint
        ) as piece,
        least(companies.char_start, {{ rule_parameter('R22', 'reach_characters') }})::bigint as lead_length
    from companies
    inner join {{ changed_rows("stg_articles") }} as articles on companies.article_id = articles.article_id
    cross join legal_forms

),

surrounded as (

    select
        * exclude (piece, lead_length),
        left(piece, lead_length) as lead_text,
        substring(piece, lead_length + char_end - char_start + 1) as tail_text
    from named

),

-- "the Swedish developer X", "Sweden's X", "X AB, a Swedish developer"; "le norvégien X", "X, un groupe norvégien";
-- "スウェーデンのX".
worded as (

    select
        *,
        unnest([
            case language
                when 'en' then regexp_extract(lead_text, '{{ var("english_nationality_before_pattern") }}', 1)
                when 'fr' then regexp_extract(lead_text, '{{ var("french_nationality_before_pattern") }}', 1)
                when 'ja' then regexp_extract(lead_text, '{{ var("eastern_nationality_before_pattern") }}', 1)
            end,
            case language
                when 'en' then regexp_extract(tail_text, '{{ var("english_nationality_behind_pattern") }}', 1)
                when 'fr' then regexp_extract(tail_text, '{{ var("french_nationality_behind_pattern") }}', 1)
            end
        ]) as word,
        -- "the French arm of X" is not X
        regexp_matches(lead_text, '{{ var("belonging_pattern") }}') as is_of_another
    from surrounded

),

nationalities as (

    select
        worded.* exclude (word, lead_text, tail_text, is_of_another),
        words.country
    from worded
    inner join {{ ref("int_nationalities") }} as words
        on
            worded.language = words.language
            and lower(worded.word) = words.word
    where not worded.is_of_another

)

select * from nationalities
order by article_id, char_start
