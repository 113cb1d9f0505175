{% macro loud(column) %}upper({{ column }}){% endmacro %}
