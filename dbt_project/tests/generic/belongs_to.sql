{#- Every row names a row of the other table: one query where `not_null` and `relationships` are two. -#}
{% test belongs_to(model, column_name, to, field) %}

    select child.{{ column_name }}
    from {{ model }} as child
    left join {{ to }} as parent on child.{{ column_name }} = parent.{{ field }}
    where parent.{{ field }} is null

{% endtest %}
