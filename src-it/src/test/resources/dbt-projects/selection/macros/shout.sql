{% macro shout(column) %}{{ loud(column) }}{% endmacro %}
