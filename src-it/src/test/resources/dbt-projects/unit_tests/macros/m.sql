{% macro today() %}current_date{% endmacro %}
{% macro mark(x) %}{{ today() }} || '-' || {{ x }}{% endmacro %}
