{#- Several columns together are a key: no combination occurs twice. -#}
{% test unique_key_pair(model, columns) %}

    select
        {{ columns | join(", ") }},
        count(*) as row_count
    from {{ model }}
    group by {{ columns | join(", ") }}
    having count(*) > 1

{% endtest %}
