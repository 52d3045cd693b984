{#-
    Models with a row per article, or per thing in one article, are `incremental`: when they stand on a complete build,
    their rows of changed articles are deleted and made anew, and all others stay. In a full build they look at all
    articles. Either way at a slice of them at a time: what a model holds in memory does not grow with the warehouse.
-#}

{#-
    The rows of a table of articles that a model has to look at now. A unit test looks at all that it is given. dbt learns
    what a model depends on when it first reads its text, unexecuted.
-#}
{% macro changed_rows(name) -%}
    {%- if model.resource_type == 'model' -%}
        {%- if not execute %}{% do ref('int_articles_changed') %}{% do ref('stg_articles') %}{% endif -%}
        (select * from {{ ref(name) }} where article_id in (select article_id from articles_at_hand))
    {%- else -%}
        {{ ref(name) }}
    {%- endif -%}
{%- endmacro %}

{#- Cut the articles that a model has to look at into slices, in the order in which its inputs are stored. -#}
{% macro cut_into_slices(articles) -%}
    create or replace temp table articles_in_slices as
    select
        article_id,
        (row_number() over (order by article_id) - 1) // {{ var('slice_articles') }} as slice
    from {{ ref(articles) }};
{%- endmacro %}

{% macro take_slice(slice) -%}
    create or replace temp table articles_at_hand as
    select article_id from articles_in_slices where slice = {{ slice }};
{%- endmacro %}

{% macro take_articles(articles) -%}
    create or replace temp table articles_at_hand as select article_id from {{ ref(articles) }};
{%- endmacro %}

{#-
    Models with rows of one article that also say which commitments its claims belong to are `regrouped`: they look at
    changed articles, and at those that share a commitment with one, or did.
-#}
{% macro regrouped_rows(name) -%}
    {%- if model.resource_type == 'model' -%}
        {%- if not execute %}{% do ref('int_articles_regrouped') %}{% do ref('stg_articles') %}{% endif -%}
        (select * from {{ ref(name) }} where article_id in (select article_id from articles_at_hand))
    {%- else -%}
        {{ ref(name) }}
    {%- endif -%}
{%- endmacro %}

{#- Rows of two articles, of which one or the other, or its only one, is looked at (`regrouped_pairs`). -#}
{% macro is_regrouped(article_id, other_article_id=none) -%}
    {%- if model.resource_type == 'model' -%}
        {%- if not execute %}{% do ref('int_articles_regrouped') %}{% do ref('stg_articles') %}{% endif -%}
        ({{ article_id }} in (select at_hand.article_id from articles_at_hand as at_hand)
        {%- if other_article_id %}
            or {{ other_article_id }} in (select at_hand.article_id from articles_at_hand as at_hand)
        {%- endif -%})
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{#-
    Models with rows of one commitment, made of what its claims and their articles say, are `of_commitments`: they look at
    commitments that gained or lost a claim, or have one of a changed article, or of one whose source is another.
-#}
{% macro commitment_rows(name) -%}
    {%- if model.resource_type == 'model' -%}
        {%- if not execute %}{% do ref('int_commitments_changed') %}{% do ref('int_commitment_members') %}{% endif -%}
        (select * from {{ ref(name) }} where commitment_id in (select commitment_id from commitments_at_hand))
    {%- else -%}
        {{ ref(name) }}
    {%- endif -%}
{%- endmacro %}

{% macro take_commitments(commitments) -%}
    create or replace temp table commitments_at_hand as select commitment_id from {{ ref(commitments) }};
{%- endmacro %}

{#- Whether the table of the last complete build is there, with rows to be kept. -#}
{% macro keeps_rows() -%}
    {{ return(load_cached_relation(this) is not none and not should_full_refresh()) }}
{%- endmacro %}

{#-
    Pairs of claims (`int_claims_paired`) stay from build to build too, until an article of the two is paired anew, or a key
    that brought them together is shared by too many, or was and no longer is.
-#}

{#- Whether the pairs of the last complete build are there to be kept. -#}
{% macro keeps_pairs() -%}
    {%- if model.resource_type == 'model' and not execute -%}
        {%- for name in ['int_articles_repaired', 'int_keys_stirred', 'int_claim_keys', 'int_claim_blocks'] -%}
            {%- do ref(name) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set is_model = execute and model.resource_type == 'model' -%}
    {{ return(is_model and keeps_rows()) }}
{%- endmacro %}

{#- Whether an article's claims are paired in this build. -#}
{% macro is_paired_anew(article_id) -%}
    {%- if keeps_pairs() -%}
        {{ article_id }} in (select repaired.article_id from {{ ref('int_articles_repaired') }} as repaired)
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{#- Drop the pairs that are looked at again, and those that nothing brings together any more. -#}
{% macro drop_pairs() -%}
    delete from {{ this }}
    where
        article_id in (select article_id from {{ ref('int_articles_repaired') }})
        or other_article_id in (select article_id from {{ ref('int_articles_repaired') }});

    delete from {{ this }}
    where (claim_id, other_claim_id) in (
        with

        holders as (

            select claim_id, block_key from {{ ref('int_claim_keys') }}
            where block_key in (select stirred_key from {{ ref('int_keys_stirred') }})
            union all
            select claim_id, block_key from {{ ref('int_claim_blocks') }}
            where block_key in (select stirred_key from {{ ref('int_keys_stirred') }})

        ),

        touched as (

            select distinct
                pairs.claim_id,
                pairs.other_claim_id
            from {{ this }} as pairs
            inner join holders as a on pairs.claim_id = a.claim_id
            inner join holders as b on pairs.other_claim_id = b.claim_id and a.block_key = b.block_key
            where pairs.shared_name_count = 0 and pairs.judgement is null

        )

        select
            touched.claim_id,
            touched.other_claim_id
        from touched
        anti join (
            select
                touched.claim_id,
                touched.other_claim_id
            from touched
            inner join {{ ref('int_claim_blocks') }} as a on touched.claim_id = a.claim_id
            inner join {{ ref('int_claim_blocks') }} as b
                on touched.other_claim_id = b.claim_id and a.block_key = b.block_key
            where least(a.place, b.place) <= {{ link_weight('block_claims') }}
        ) as held on touched.claim_id = held.claim_id and touched.other_claim_id = held.other_claim_id
    );
{%- endmacro %}
