{% test inl(model, column_name, k=1) %}{{ config(severity='error', error_if='>1') }}select * from {{ model }}{% endtest %}
{% test plain(model, column_name) %}select * from {{ model }}{% endtest %}
{% test with_config_get(model) %}select * from {{ model }} where '{{ config.get("severity") }}' = 'WARN'{% endtest %}
{% macro test_old_style(model, column_name) %}select * from {{ model }} where {{ column_name }} > 1{% endmacro %}
{% test complex(model, column_name, compare_model, cols, opts, expr) %}
{% set n = cols | length %}
select * from {{ model }} a where a.{{ column_name }} not in (select {{ cols[0] }} from {{ compare_model }}) and {{ expr }} and {{ opts.k }} = {{ n }}
{% endtest %}
{% test ref_inside(model) %}select * from {{ ref('b') }} where id not in (select id from {{ model }}){% endtest %}
