{{ config(materialized='table') }}
{%- set day = modules.datetime.datetime.strptime('2024-02-28', '%Y-%m-%d') %}
{%- for n in range(3) %}
select date '{{ (day + modules.datetime.timedelta(days=n)).date() }}' as day, '{{ var("own") }}' as own, {{ money('1.23456') }} as m{{ " union all" if not loop.last }}
{%- endfor %}
