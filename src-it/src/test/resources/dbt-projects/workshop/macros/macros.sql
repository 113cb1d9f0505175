{% macro duckdb__place() %}'here, {{ model.package_name }}'{% endmacro %}
{% macro columns_of(relation, except=[]) %}
  {%- for column in adapter.get_columns_in_relation(relation) if column.name not in except -%}
    {{ column.quoted }} /* {{ column.data_type }} {{ column.is_number() }} */{{ ", " if not loop.last }}
  {%- endfor -%}
{% endmacro %}
{% macro wrapped(n) %}({{ caller(n) }}){% endmacro %}
{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ target.schema if custom_schema_name is none else custom_schema_name | trim }}
{%- endmacro %}
