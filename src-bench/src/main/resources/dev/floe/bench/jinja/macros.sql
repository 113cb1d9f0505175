{# What a project keeps in macros/: small helpers that its models share. #}

{% macro cents_to_euros(column, digits=2) -%}
  round({{ column }} / 100.0, {{ digits }})
{%- endmacro %}

{% macro surrogate_key(columns) -%}
  {%- set parts = [] -%}
  {%- for column in columns -%}
    {%- do parts.append("coalesce(cast(" ~ column ~ " as varchar), '')") -%}
  {%- endfor -%}
  md5({{ parts | join(" || '-' || ") }})
{%- endmacro %}

{% macro pivot_sum(column, values, amount, prefix='', otherwise=0) -%}
  {%- for value in values %}
  sum(case when {{ column }} = '{{ value | replace("'", "''") }}' then {{ amount }} else {{ otherwise }} end)
    as {{ prefix }}{{ value | lower | replace(' ', '_') }}
    {%- if not loop.last %},{% endif %}
  {%- endfor %}
{%- endmacro %}

{% macro quoted_list(values) -%}
  ({% for value in values %}'{{ value }}'{{ ', ' if not loop.last }}{% endfor %})
{%- endmacro %}
