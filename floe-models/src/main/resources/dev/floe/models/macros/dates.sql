{% macro current_timestamp() %}{{ return(adapter.dispatch('current_timestamp', 'dbt')()) }}{% endmacro %}
{% macro default__current_timestamp() %}{{ return('now()') }}{% endmacro %}

{% macro date_trunc(datepart, date) %}{{ return(adapter.dispatch('date_trunc', 'dbt')(datepart, date)) }}{% endmacro %}
{% macro default__date_trunc(datepart, date) %}{{ return("date_trunc('" ~ datepart ~ "', " ~ date ~ ')') }}{% endmacro %}

{% macro dateadd(datepart, interval, from_date_or_timestamp) %}{{ return(adapter.dispatch('dateadd', 'dbt')(datepart, interval, from_date_or_timestamp)) }}{% endmacro %}
{% macro default__dateadd(datepart, interval, from_date_or_timestamp) %}{{ return('(' ~ from_date_or_timestamp ~ ' + cast(' ~ interval ~ ' as bigint) * interval 1 ' ~ datepart ~ ')') }}{% endmacro %}

{% macro datediff(first_date, second_date, datepart) %}{{ return(adapter.dispatch('datediff', 'dbt')(first_date, second_date, datepart)) }}{% endmacro %}
{% macro default__datediff(first_date, second_date, datepart) %}
{#- Weeks begin on Sunday here, and on Monday in DuckDB. -#}
{%- set shift = ' + interval 1 day' if datepart | lower == 'week' else '' -%}
{{ return("date_diff('" ~ datepart ~ "', (" ~ first_date ~ ')::timestamp' ~ shift ~ ', (' ~ second_date ~ ')::timestamp' ~ shift ~ ')') }}
{% endmacro %}

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
    select {{ dateadd(datepart, 'generated_number - 1', start_date) }} as date_{{ datepart }}
    from ({{ generate_series(get_intervals_between(start_date, end_date, datepart)) }}) as numbers
)
select date_{{ datepart }}
from dates
where date_{{ datepart }} <= {{ end_date }}
{% endmacro %}

{% macro current_timestamp_backcompat() %}{{ return(adapter.dispatch('current_timestamp_backcompat', 'dbt')()) }}{% endmacro %}
{% macro default__current_timestamp_backcompat() %}{{ return('current_timestamp::timestamp') }}{% endmacro %}

{% macro current_timestamp_in_utc_backcompat() %}{{ return(adapter.dispatch('current_timestamp_in_utc_backcompat', 'dbt')()) }}{% endmacro %}
{% macro default__current_timestamp_in_utc_backcompat() %}{{ return(current_timestamp_backcompat()) }}{% endmacro %}

{% macro default_last_day(date, datepart) %}{{ return(default__last_day(date, datepart)) }}{% endmacro %}

{% macro get_powers_of_two(upper_bound) %}
{%- for power in range(1, 100) if upper_bound <= 2 ** power -%}{%- if loop.first -%}{{ return(power) }}{%- endif -%}{%- endfor -%}
{% endmacro %}

{% macro convert_datetime(date_str, date_fmt) %}{{ return(modules.datetime.datetime.strptime(date_str | string, date_fmt)) }}{% endmacro %}

{% macro dates_in_range(start_date_str, end_date_str=none, in_fmt='%Y%m%d', out_fmt='%Y%m%d') %}
{%- set start = convert_datetime(start_date_str, in_fmt) -%}
{%- set end = convert_datetime(end_date_str if end_date_str is not none else start_date_str, in_fmt) -%}
{%- set days = (end - start).days -%}
{%- if days < 0 -%}{%- do exceptions.raise_compiler_error('Partition start date is after the end date: ' ~ start ~ ', ' ~ end) -%}{%- endif -%}
{%- set dates = [] -%}
{%- for i in range(days + 1) -%}{%- do dates.append((start + modules.datetime.timedelta(days=i)).strftime(out_fmt)) -%}{%- endfor -%}
{{ return(dates) }}
{% endmacro %}

{% macro partition_range(raw_partition_date, date_fmt='%Y%m%d') %}
{%- set parts = (raw_partition_date | string).split(',') -%}
{%- if parts | length > 2 -%}{%- do exceptions.raise_compiler_error('Invalid partition time. Expected format: {Start Date}[,{End Date}]. Got: ' ~ raw_partition_date) -%}{%- endif -%}
{{ return(dates_in_range(parts[0], parts[1] if parts | length == 2 else none, in_fmt=date_fmt)) }}
{% endmacro %}

{% macro py_current_timestring() %}{{ return(modules.datetime.datetime.now().strftime('%Y%m%d%H%M%S%f')) }}{% endmacro %}
