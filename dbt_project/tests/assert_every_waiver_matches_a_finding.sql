-- A judgement on a finding that no longer occurs is out of date: remove it from ref_waivers.
select waivers.*
from {{ ref("ref_waivers") }} as waivers
left join {{ ref("fct_findings") }} as findings on waivers.finding_id = findings.finding_id
where findings.finding_id is null
