{{ config(materialized="incremental") }}
-- R18: someone is given an office that was not theirs on the day spoken of.
with

articles as (

    select * from {{ changed_rows("stg_articles") }}

),

people as (

    select
        entities.entity_mention_id,
        entities.article_id,
        entities.passage_index,
        entities.sentence_index,
        entities.char_start,
        entities.char_end,
        entities.surface,
        articles.published_on,
        articles.published_until_on
    from {{ changed_rows("stg_entity_mentions") }} as entities
    inner join articles on entities.article_id = articles.article_id
    inner join {{ changed_rows("stg_passages") }} as passages
        on
            entities.article_id = passages.article_id
            and entities.passage_index = passages.passage_index
    where
        not entities.is_duplicate
        and passages.passage_kind in ('title', 'heading', 'body', 'list_item', 'summary')

),

holders as (

    select * from {{ ref("ref_office_holders") }}

),

days as (

    select * from {{ changed_rows("stg_date_mentions") }}
    where
        not is_duplicate
        and start_on is not null
        and end_on is not null

),

-- One pattern of all names leaves the few names that are worth a look at each.
any_holder as (

    select string_agg(distinct name_pattern, '|') as name_pattern
    from holders

),

known as (

    select surfaces.surface
    from (select distinct surface from people) as surfaces
    cross join any_holder
    where matches_pattern(lower(surfaces.surface), any_holder.name_pattern)

),

-- Each name is tried once, not each time it is said.
named as (

    select
        known.surface,
        holders.*
    from known
    inner join holders on matches_pattern(lower(known.surface), holders.name_pattern)

),

-- Words are cut around the few names that an office holder has.
worded as (

    select
        people.*,
        named.name_pattern,
        named.in_office_from,
        named.in_office_until,
        named.title_pattern,
        lower(
            substring(
                articles.text,
                greatest(1, people.char_start - {{ rule_parameter('R18', 'title_reach_characters') }} + 1)::bigint,
                least(people.char_start, {{ rule_parameter('R18', 'title_reach_characters') }})::bigint
            )
        ) as lead_text,
        lower(
            substring(articles.text, people.char_end + 1, {{ rule_parameter('R18', 'tail_characters') }}::bigint)
        ) as tail_text
    from people
    inner join named on people.surface = named.surface
    inner join articles on people.article_id = articles.article_id

),

titled as (

    select
        *,
        regexp_extract(lead_text || tail_text, title_pattern) as office
    from worded
    where
        matches_pattern(lead_text || tail_text, title_pattern)
        and not regexp_matches(lead_text || tail_text, '{{ var("former_office_pattern") }}')

),

-- The title belongs to the name right behind it: "President Jane Doe told John Smith" gives him none.
others_between as (

    select distinct titled.entity_mention_id
    from titled
    inner join worded as others
        on
            titled.article_id = others.article_id
            and titled.char_start >= others.char_end
            and titled.char_start < others.char_start + {{ rule_parameter('R18', 'title_reach_characters') }}
    where
        not matches_pattern(
            right(titled.lead_text, (titled.char_start - others.char_end)::bigint) || titled.tail_text,
            titled.title_pattern
        )

),

near_days as (

    select
        titled.entity_mention_id,
        titled.in_office_from,
        arg_min(days.start_on, (abs(days.char_start - titled.char_start), days.char_start)) as day_on,
        arg_min(days.char_start, (abs(days.char_start - titled.char_start), days.char_start)) as other_char_start,
        arg_min(days.char_end, (abs(days.char_start - titled.char_start), days.char_start)) as other_char_end
    from titled
    inner join days
        on
            titled.article_id = days.article_id
            and titled.sentence_index = days.sentence_index
            and days.start_on = days.end_on
    group by titled.entity_mention_id, titled.in_office_from

),

dated as (

    select
        titled.*,
        coalesce(near_days.day_on, titled.published_on) as spoken_on,
        near_days.other_char_start,
        near_days.other_char_end
    from titled
    left join near_days
        on
            titled.entity_mention_id = near_days.entity_mention_id
            and titled.in_office_from = near_days.in_office_from

),

-- An office may be held twice, and a passage that names a year in which it was held speaks of that year.
held as (

    select distinct dated.entity_mention_id
    from dated
    where dated.spoken_on between dated.in_office_from and coalesce(dated.in_office_until, dated.spoken_on)

    union

    select distinct titled.entity_mention_id
    from titled
    inner join days
        on
            titled.article_id = days.article_id
            and titled.passage_index = days.passage_index
            and titled.in_office_from <= days.end_on
            and titled.published_on > days.end_on
    where days.start_on <= coalesce(titled.in_office_until, days.start_on)

),

findings as (

    select
        'R18' as rule_id,
        'warn' as severity,
        article_id,
        null::varchar as other_article_id,
        char_start,
        char_end,
        other_char_start,
        other_char_end,
        office || ' on ' || spoken_on::varchar as observed,
        'in office from ' || in_office_from::varchar || coalesce(' to ' || in_office_until::varchar, '') as expected,
        null::double as factor,
        printf(
            '%s was not %s on %s (%s).',
            surface,
            office,
            spoken_on::varchar,
            'in office from ' || in_office_from::varchar || coalesce(' to ' || in_office_until::varchar, '')
        )
            as explanation,
        printf(
            '%s n''était pas %s le %s (en fonction du %s%s).',
            surface,
            office,
            {{ day_in_french("spoken_on") }},
            {{ day_in_french("in_office_from") }},
            coalesce(' au ' || {{ day_in_french("in_office_until") }}, '')
        )
            as explanation_fr,
        'The text mixes two times, or is older than its date.' as suggestion
    from dated
    anti join held on dated.entity_mention_id = held.entity_mention_id
    anti join others_between on dated.entity_mention_id = others_between.entity_mention_id
    where spoken_on is not null
    -- one finding a person: of the first mention, with the term that is nearest
    qualify
        row_number() over (
            partition by article_id, name_pattern
            order by
                char_start,
                least(abs(spoken_on - in_office_from), abs(spoken_on - coalesce(in_office_until, in_office_from))),
                in_office_from
        ) = 1

)

select
    {{ finding_columns(absent=['commitment_id']) }}
from findings
order by article_id, char_start
