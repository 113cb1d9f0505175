{% macro get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) %}
{{- adapter.dispatch('get_test_sql', 'dbt')(main_sql, fail_calc, warn_if, error_if, limit) }}
{%- endmacro %}

{% macro default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) %}
{%- set failures = fail_calc if fail_calc else 'count(*)' -%}
select
    {{ failures }} as failures,
    {{ failures }} {{ warn_if if warn_if else '!= 0' }} as should_warn,
    {{ failures }} {{ error_if if error_if else '!= 0' }} as should_error
from (
{{ main_sql }}
{{ 'limit ' ~ limit if limit is not none }}
) as dbt_internal_test
{%- endmacro %}

{% macro get_where_subquery(relation) %}
{%- do return(adapter.dispatch('get_where_subquery', 'dbt')(relation)) -%}
{%- endmacro %}

{% macro default__get_where_subquery(relation) %}
{%- set where = config.get('where', '') -%}
{%- if where -%}
    {%- do return('(select * from ' ~ relation ~ ' where ' ~ where ~ ') dbt_subquery') -%}
{%- else -%}
    {%- do return(relation) -%}
{%- endif -%}
{%- endmacro %}

{% macro should_store_failures() %}
{%- set form = config.get('store_failures_as') -%}
{%- set own = config.get('store_failures') if form is none else form | lower != 'ephemeral' -%}
{%- do return(flags.STORE_FAILURES if own is none else own) -%}
{%- endmacro %}

{% macro should_full_refresh() %}
{%- set own = config.get('full_refresh') -%}
{%- do return(flags.FULL_REFRESH if own is none else own) -%}
{%- endmacro %}

{% macro is_incremental() %}
{%- if not execute or should_full_refresh() or config.get('materialized') != 'incremental' -%}
    {%- do return(false) -%}
{%- endif -%}
{%- set relation = adapter.get_relation(this.database, this.schema, this.identifier) -%}
{%- do return(relation is not none and relation.type == 'table') -%}
{%- endmacro %}
