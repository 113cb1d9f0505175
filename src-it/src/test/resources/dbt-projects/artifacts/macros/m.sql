{% macro helped_amount(column, factor=2) %}{{ column }} * {{ factor }} + {{ helper.five() }}{% endmacro %}
{% macro documented(a, b) %}{{ return(adapter.dispatch('documented')(a, b)) }}{% endmacro %}
{% macro default__documented(a, b) %}{{ a }} {{ b }}{% endmacro %}
{% test positive(model, column_name, least=0) %}
select * from {{ model }} where {{ column_name }} < {{ least }}
{% endtest %}
{% materialization odd, default %}
  {%- set target_relation = this.incorporate(type='table') -%}
  {% call statement('main') %}create or replace table {{ this }} as {{ sql }}{% endcall %}
  {% do adapter.commit() %}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
