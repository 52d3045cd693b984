-- A waived finding must be looked at again by its date.
{{ config(severity="warn") }}

select *
from {{ ref("ref_waivers") }}
where review_on < date '{{ var("as_of_on") }}'
