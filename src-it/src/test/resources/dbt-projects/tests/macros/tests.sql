{% test between(model, column_name, low, high=100) %}
  {{ config(tags=['btw']) }}
  select * from {{ model }} where {{ column_name }} not between {{ low }} and {{ high }}
{% endtest %}
