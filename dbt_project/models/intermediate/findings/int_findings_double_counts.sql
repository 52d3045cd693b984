-- Wholes counted twice. R24: a text adds to a whole what this or another report of the same commitment tells as a part
-- of it.
with

added as (

    select * from {{ ref("int_money_added") }}

),

commitments_told as (

    select distinct
        claims.article_id,
        published.commitment_id
    from {{ ref("int_claims") }} as claims
    inner join {{ ref("int_claim_commitments") }} as published on claims.claim_id = published.claim_id

),

breakdowns as (

    select
        added.*,
        adding_up.article_id as telling_article_id
    from added
    inner join {{ ref("int_money_sums") }} as adding_up
        on
            added.currency = adding_up.currency
            and added.whole_amount = adding_up.whole_amount
            and added.part_amount in (
                adding_up.first_amount, adding_up.largest_part, adding_up.parts_sum - adding_up.largest_part
            )

),

findings as (

    select
        'R24' as rule_id,
        'error' as severity,
        article_id,
        part_start as char_start,
        part_end as char_end,
        total_start as other_char_start,
        total_end as other_char_end,
        part_surface || ' + ' || whole_surface as observed,
        whole_surface as expected,
        (whole_amount + part_amount)::double / whole_amount::double as factor,
        printf(
            '%s adds %s to %s, of which it is a part: it is counted twice.',
            total_surface,
            part_surface,
            whole_surface
        )
            as explanation,
        printf(
            '%s ajoute %s à %s, dont il fait partie : il est compté deux fois.',
            total_surface,
            part_surface,
            whole_surface
        )
            as explanation_fr,
        'Mark the whole as an umbrella and leave it out of totals.' as suggestion
    from breakdowns
    where
        article_id = telling_article_id
        or exists (
            select 1 from commitments_told as told_here
            inner join commitments_told as told_there on told_here.commitment_id = told_there.commitment_id
            where
                told_here.article_id = breakdowns.article_id
                and told_there.article_id = breakdowns.telling_article_id
        )
    qualify row_number() over (partition by total_id order by part_start, whole_start) = 1

)

select
    {{ finding_columns(absent=['commitment_id', 'other_article_id']) }}
from findings
order by rule_id, article_id, char_start, other_char_start
