{% macro money(column) %}{{ return(adapter.dispatch('money', 'toolbox')(column)) }}{% endmacro %}
{% macro default__money(column) %}round({{ column }}, {{ var('precision', 1) }}){% endmacro %}
{% macro place() %}{{ return(adapter.dispatch('place', 'toolbox')()) }}{% endmacro %}
{% macro default__place() %}'anywhere'{% endmacro %}
{% macro note(word) %}{% if execute %}insert into {{ target.schema }}.audit values ('{{ word }}', '{{ flags.WHICH }}'){% endif %}{% endmacro %}
{% macro distinct_values(relation, column) %}
  {%- if not execute -%}{{ return([]) }}{%- endif -%}
  {%- call statement('values', fetch_result=true) -%}
    select distinct {{ column }} as v from {{ relation }} order by 1
  {%- endcall -%}
  {{ return(load_result('values')['data'] | map(attribute=0) | list) }}
{% endmacro %}
{% macro is_relation(value) %}{{ return(value is mapping and value.get('metadata', {}).get('type', '').endswith('Relation')) }}{% endmacro %}
