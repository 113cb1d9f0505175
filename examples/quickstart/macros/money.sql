{# Amounts are decimals, so that sums are exact. #}
{% macro money(column) %}cast({{ column }} as decimal(12, 2)){% endmacro %}
