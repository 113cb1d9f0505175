{% test min_rows(model, n) -%}
{{ config(severity='error') }}
select count(*) as cnt from {{ model }} having count(*) < {{ n }}
{%- endtest %}
