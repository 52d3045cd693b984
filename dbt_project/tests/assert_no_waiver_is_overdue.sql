-- A waived finding must be looked at again by its date.
{{ config(severity="warn") }}

select waivers.*
from {{ ref("ref_waivers") }} as waivers
inner join {{ ref("fct_findings") }} as findings on waivers.finding_id = findings.finding_id
where waivers.review_on < date '{{ var("as_of_on") }}'
