{% macro get_quoted_csv(column_names) %}
{%- set quoted = [] -%}
{%- for name in column_names -%}
    {%- do quoted.append(adapter.quote(name)) -%}
{%- endfor -%}
{%- do return(quoted | join(', ')) -%}
{%- endmacro %}

{% macro get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) %}
{%- do return(adapter.dispatch('get_merge_update_columns', 'dbt')(merge_update_columns, merge_exclude_columns, dest_columns)) -%}
{%- endmacro %}

{% macro default__get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) %}
{%- if merge_update_columns and merge_exclude_columns -%}
    {%- do exceptions.raise_compiler_error('merge_update_columns and merge_exclude_columns exclude each other; use one of them') -%}
{%- endif -%}
{%- if merge_update_columns -%}
    {%- do return(merge_update_columns) -%}
{%- endif -%}
{%- set excluded = (merge_exclude_columns or []) | map('lower') | list -%}
{%- set wanted = [] -%}
{%- for column in dest_columns -%}
    {%- if column.name | lower not in excluded -%}
        {%- do wanted.append(column.quoted) -%}
    {%- endif -%}
{%- endfor -%}
{%- do return(wanted) -%}
{%- endmacro %}

{% macro get_insert_into_sql(target_relation, temp_relation, dest_columns) %}
{%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
insert into {{ target_relation }} ({{ columns }})
select {{ columns }}
from {{ temp_relation }}
{%- endmacro %}

{% macro get_incremental_append_sql(arg_dict) %}
{%- do return(adapter.dispatch('get_incremental_append_sql', 'dbt')(arg_dict)) -%}
{%- endmacro %}

{% macro default__get_incremental_append_sql(arg_dict) %}
{%- do return(get_insert_into_sql(arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['dest_columns'])) -%}
{%- endmacro %}

{% macro get_incremental_default_sql(arg_dict) %}
{%- do return(adapter.dispatch('get_incremental_default_sql', 'dbt')(arg_dict)) -%}
{%- endmacro %}

{% macro duckdb__get_incremental_default_sql(arg_dict) %}
{%- do return(get_incremental_delete_insert_sql(arg_dict)) -%}
{%- endmacro %}

{% macro get_incremental_delete_insert_sql(arg_dict) %}
{%- do return(adapter.dispatch('get_incremental_delete_insert_sql', 'dbt')(arg_dict)) -%}
{%- endmacro %}

{% macro default__get_incremental_delete_insert_sql(arg_dict) %}
{%- do return(get_delete_insert_merge_sql(arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['unique_key'], arg_dict['dest_columns'], arg_dict['incremental_predicates'])) -%}
{%- endmacro %}

{% macro get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) %}
{{- adapter.dispatch('get_delete_insert_merge_sql', 'dbt')(target, source, unique_key, dest_columns, incremental_predicates) -}}
{%- endmacro %}

{% macro default__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) %}
{%- set several = unique_key is sequence and unique_key is not string -%}
{%- if unique_key and several -%}
delete from {{ target }} as DBT_INCREMENTAL_TARGET
using {{ source }} as DBT_INCREMENTAL_SOURCE
where {% for key in unique_key -%}
    DBT_INCREMENTAL_SOURCE.{{ key }} = DBT_INCREMENTAL_TARGET.{{ key }}
    {{- ' and ' if not loop.last }}
{%- endfor %}
{%- elif unique_key -%}
delete from {{ target }}
where ({{ unique_key }}) in (select ({{ unique_key }}) from {{ source }})
{%- endif %}
{%- if unique_key %}
{%- for predicate in normalize_incremental_predicates(incremental_predicates) %}
    and {{ predicate }}
{%- endfor %};

{% endif -%}
{{ get_insert_into_sql(target, source, dest_columns) }}
{%- endmacro %}

{% macro normalize_incremental_predicates(predicates) %}
{%- if predicates is none -%}
    {%- do return([]) -%}
{%- endif -%}
{%- do return([predicates] if predicates is string else [] + predicates) -%}
{%- endmacro %}

{% macro get_incremental_microbatch_sql(arg_dict) %}
{%- do return(adapter.dispatch('get_incremental_microbatch_sql', 'dbt')(arg_dict)) -%}
{%- endmacro %}

{% macro duckdb__get_incremental_microbatch_sql(arg_dict) %}
{%- if config.get('unique_key') -%}
    {%- do exceptions.raise_compiler_error('the strategy microbatch takes no unique_key; rows are replaced by their event_time') -%}
{%- endif -%}
{%- set column = config.get('event_time') -%}
{%- set in_batch -%}
{{ column }} >= '{{ model.batch.event_time_start }}' and {{ column }} < '{{ model.batch.event_time_end }}'
{%- endset -%}
{%- set names = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) -%}
delete from {{ arg_dict['target_relation'] }}
where {{ in_batch }}
{%- for predicate in normalize_incremental_predicates(arg_dict['incremental_predicates']) %}
    and ({{ predicate }})
{%- endfor %};

insert into {{ arg_dict['target_relation'] }} ({{ names }})
select {{ names }}
from {{ arg_dict['temp_relation'] }}
where {{ in_batch }}
{%- endmacro %}

{% macro get_incremental_merge_sql(arg_dict) %}
{%- do return(adapter.dispatch('get_incremental_merge_sql', 'dbt')(arg_dict)) -%}
{%- endmacro %}

{% macro default__get_incremental_merge_sql(arg_dict) %}
{%- do return(get_merge_sql(arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['unique_key'], arg_dict['dest_columns'], arg_dict['incremental_predicates'])) -%}
{%- endmacro %}

{% macro get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) %}
{{- adapter.dispatch('get_merge_sql', 'dbt')(target, source, unique_key, dest_columns, kwargs.get('predicates', incremental_predicates)) -}}
{%- endmacro %}

{% macro get_merge_unique_key_match(source_unique_key, target_unique_key) %}
{%- do return(adapter.dispatch('get_merge_unique_key_match', 'dbt')(source_unique_key, target_unique_key)) -%}
{%- endmacro %}

{% macro default__get_merge_unique_key_match(source_unique_key, target_unique_key) %}
{%- do return(source_unique_key ~ ' = ' ~ target_unique_key) -%}
{%- endmacro %}

{% macro duckdb__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) %}
{%- set using = config.get('merge_on_using_columns') or [] -%}
{%- set conditions = [] -%}
{%- if not using -%}
    {%- for key in ([unique_key] if unique_key is string else unique_key or []) -%}
        {%- do conditions.append(get_merge_unique_key_match('DBT_INTERNAL_SOURCE.' ~ key, 'DBT_INTERNAL_DEST.' ~ key)) -%}
    {%- endfor -%}
    {%- if not conditions -%}
        {%- do conditions.append('false') -%}
    {%- endif -%}
{%- endif -%}
{%- do conditions.extend(normalize_incremental_predicates(incremental_predicates)) -%}
{%- set clauses = config.get('merge_clauses') or {} -%}
merge into {{ target }} as DBT_INTERNAL_DEST
using {{ source }} as DBT_INTERNAL_SOURCE
{% if using -%}
using ({{ [using] | join(', ') if using is string else using | join(', ') }})
{%- if conditions %} on ({{ conditions | join(') and (') }}){% endif %}
{%- else -%}
on ({{ conditions | join(') and (') }})
{%- endif %}
{%- for clause in clauses.get('when_matched', [duckdb__merge_update_clause()]) %}
when matched {{- duckdb__merge_condition(clause) }} then {{ duckdb__merge_action(clause, dest_columns) }}
{%- endfor %}
{%- for clause in clauses.get('when_not_matched', [{'action': 'insert', 'mode': 'by_name', 'condition': config.get('merge_insert_condition')}]) %}
when not matched {{- ' by ' ~ clause.get('by') if clause.get('by') }} {{- duckdb__merge_condition(clause) }} then {{ duckdb__merge_action(clause, dest_columns) }}
{%- endfor %}
{%- endmacro %}

{% macro duckdb__merge_update_clause() %}
{%- set expressions = config.get('merge_update_set_expressions') or {} -%}
{%- set only = config.get('merge_update_columns') or [] -%}
{%- set but = config.get('merge_exclude_columns') or [] -%}
{%- do return({
    'action': 'update',
    'condition': config.get('merge_update_condition'),
    'mode': 'explicit' if only or but or expressions else 'by_name',
    'update': {'include': only, 'exclude': but, 'set_expressions': expressions}
}) -%}
{%- endmacro %}

{% macro duckdb__merge_condition(clause) %}
{%- set condition = clause.get('condition') -%}
{%- if condition %} and ({{ condition if condition is string else condition | join(') and (') }}){% endif -%}
{%- endmacro %}

{% macro duckdb__merge_action(clause, dest_columns) %}
{%- set action = clause.get('action') -%}
{%- set mode = clause.get('mode') -%}
{%- if action == 'update' -%}
    {%- if mode == 'by_name' -%} update by name
    {%- elif mode == 'by_position' -%} update by position
    {%- elif mode == 'star' -%} update set *
    {%- else -%}
        {%- set update = clause.get('update') or {} -%}
        {%- set assignments = [] -%}
        {%- set expressions = update.get('set_expressions') or clause.get('set_expressions') or {} -%}
        {%- for column, expression in expressions.items() -%}
            {%- do assignments.append(column ~ ' = ' ~ expression) -%}
        {%- endfor -%}
        {%- if mode == 'explicit' -%}
            {%- for column in get_merge_update_columns(update.get('include') or [], update.get('exclude') or [], dest_columns) -%}
                {%- if column | replace('"', '') not in expressions -%}
                    {%- do assignments.append(column ~ ' = DBT_INTERNAL_SOURCE.' ~ column) -%}
                {%- endif -%}
            {%- endfor -%}
        {%- endif -%}
        update set {{ assignments | join(', ') }}
    {%- endif -%}
{%- elif action == 'insert' -%}
    {%- if mode == 'by_position' -%} insert by position
    {%- elif mode == 'star' -%} insert *
    {%- elif mode == 'explicit' -%}
        {%- set insert = clause.get('insert') or {} -%}
        insert ({{ insert.get('columns', []) | join(', ') }}) values ({{ insert.get('values', []) | join(', ') }})
    {%- else -%} insert by name
    {%- endif -%}
{%- elif action == 'delete' -%} delete
{%- elif action == 'do_nothing' -%} do nothing
{%- elif action == 'error' -%}
    error {{- " '" ~ clause.get('error_message') | replace("'", "''") ~ "'" if clause.get('error_message') }}
{%- else -%}
    {%- do exceptions.raise_compiler_error("merge_clauses: '" ~ action ~ "' is no action; there are update, insert, delete, do_nothing and error") -%}
{%- endif -%}
{%- endmacro %}
