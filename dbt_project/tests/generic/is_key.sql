{#- The column is the key: never empty, never twice the same. One query where `not_null` and `unique` are two. -#}
{% test is_key(model, column_name) %}

    select
        {{ column_name }},
        count(*) as row_count
    from {{ model }}
    group by {{ column_name }}
    having {{ column_name }} is null or count(*) > 1

{% endtest %}
