{% test between(model, column_name, low, high=none, others=[], quoted='') %}
{{ config(severity='warn') }}
-- {{ others[1:] }} {{ low is number }} {{ quoted }} {{ kwargs }}
select * from {{ model }} where {{ column_name }} not between {{ low }} and {{ high }}
{% endtest %}
