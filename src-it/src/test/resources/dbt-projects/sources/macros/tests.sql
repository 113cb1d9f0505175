{% test row_count_at_least(model, n) %}
select * from (select count(*) as c from {{ model }}) where c < {{ n }}
{% endtest %}
