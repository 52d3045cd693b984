-- Grain: one rule of consistency, with its parameters.
with

rules as (

    select * from {{ ref("ref_rules") }}

),

parameters as (

    select
        rule_id,
        to_json(map(list(parameter_name order by parameter_name), list(value order by parameter_name)))::varchar
            as parameters
    from {{ ref("ref_rule_parameters") }}
    group by rule_id

),

described as (

    select
        -- keys
        rules.rule_id,
        rules.version::integer as version,

        -- what
        rules.title_en,
        rules.title_fr,
        rules.formula,
        rules.formula_fr,
        rules.severity,
        coalesce(parameters.parameters, '{}') as parameters,

        -- why
        rules.reason,
        rules.example
    from rules
    left join parameters on rules.rule_id = parameters.rule_id

)

select * from described
