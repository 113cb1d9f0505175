{% macro euros(column) %}round({{ column }} / 100.0, 2){% endmacro %}

{% macro share(part, whole) -%}
  case when {{ whole }} = 0 then 0 else {{ part }} * 1.0 / {{ whole }} end
{%- endmacro %}
