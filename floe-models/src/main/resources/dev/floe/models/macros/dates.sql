{% macro current_timestamp() %}{{ return(adapter.dispatch('current_timestamp', 'dbt')()) }}{% endmacro %}
{% macro default__current_timestamp() %}{{ return('now()') }}{% endmacro %}

{% macro date_trunc(datepart, date) %}{{ return(adapter.dispatch('date_trunc', 'dbt')(datepart, date)) }}{% endmacro %}
{% macro default__date_trunc(datepart, date) %}{{ return("date_trunc('" ~ datepart ~ "', " ~ date ~ ')') }}{% endmacro %}

{% macro dateadd(datepart, interval, from_date_or_timestamp) %}{{ return(adapter.dispatch('dateadd', 'dbt')(datepart, interval, from_date_or_timestamp)) }}{% endmacro %}
{% macro default__dateadd(datepart, interval, from_date_or_timestamp) %}{{ return('date_add(' ~ from_date_or_timestamp ~ ', interval (' ~ interval ~ ') ' ~ datepart ~ ')') }}{% endmacro %}

{% macro datediff(first_date, second_date, datepart) %}{{ return(adapter.dispatch('datediff', 'dbt')(first_date, second_date, datepart)) }}{% endmacro %}
{% macro default__datediff(first_date, second_date, datepart) %}{{ return("date_diff('" ~ datepart ~ "', " ~ first_date ~ '::timestamp, ' ~ second_date ~ '::timestamp)') }}{% endmacro %}

{% macro last_day(date, datepart) %}{{ return(adapter.dispatch('last_day', 'dbt')(date, datepart)) }}{% endmacro %}
{% macro default__last_day(date, datepart) %}
{%- if datepart == 'month' -%}
    {{ return('last_day(' ~ date ~ ')') }}
{%- else -%}
    {{ return("cast(date_trunc('" ~ datepart ~ "', " ~ date ~ ') + interval 1 ' ~ datepart ~ ' - interval 1 day as date)') }}
{%- endif -%}
{% endmacro %}

{% macro date(year, month, day) %}{{ return(adapter.dispatch('date', 'dbt')(year, month, day)) }}{% endmacro %}
{% macro default__date(year, month, day) %}{{ return('make_date(' ~ year ~ ', ' ~ month ~ ', ' ~ day ~ ')') }}{% endmacro %}

{% macro generate_series(upper_bound) %}{{ return(adapter.dispatch('generate_series', 'dbt')(upper_bound)) }}{% endmacro %}
{% macro default__generate_series(upper_bound) %}
select generate_series as generated_number
from generate_series(1, {{ upper_bound }})
{% endmacro %}

{% macro get_intervals_between(start_date, end_date, datepart) %}{{ return(adapter.dispatch('get_intervals_between', 'dbt')(start_date, end_date, datepart)) }}{% endmacro %}
{% macro default__get_intervals_between(start_date, end_date, datepart) %}
{%- if not execute -%}{{ return(1) }}{%- endif -%}
{%- set table = run_query('select ' ~ datediff(start_date, end_date, datepart)) -%}
{{ return(table.rows[0][0] if table.rows | length > 0 else none) }}
{% endmacro %}

{% macro date_spine(datepart, start_date, end_date) %}{{ return(adapter.dispatch('date_spine', 'dbt')(datepart, start_date, end_date)) }}{% endmacro %}
{% macro default__date_spine(datepart, start_date, end_date) %}
with dates as (
    select cast({{ dateadd(datepart, 'generated_number - 1', start_date) }} as timestamp) as date_{{ datepart }}
    from ({{ generate_series(get_intervals_between(start_date, end_date, datepart)) }}) as numbers
)
select date_{{ datepart }}
from dates
where date_{{ datepart }} <= {{ end_date }}
{% endmacro %}
