-- A judgement on a finding that no longer occurs is out of date: remove it from ref_waivers. The message names them.
with

orphans as (

    select string_agg(waivers.finding_id, ', ' order by waivers.finding_id) as finding_ids
    from {{ ref("ref_waivers") }} as waivers
    left join {{ ref("fct_findings") }} as findings on waivers.finding_id = findings.finding_id
    where findings.finding_id is null

)

select finding_ids
from orphans
-- dbt would tell how many there are, not which; of no id there is no error
where error('ref_waivers judges findings that no longer occur, remove their rows: ' || finding_ids) is not null
