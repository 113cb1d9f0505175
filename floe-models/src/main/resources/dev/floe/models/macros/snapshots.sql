{#- Snapshots: how rows are compared, the rows that a run writes, and the statements that write them. -#}

{% macro get_snapshot_table_column_names() %}
{%- set said = config.get('snapshot_meta_column_names') or {} -%}
{%- set names = {} -%}
{%- for name in ['dbt_valid_to', 'dbt_valid_from', 'dbt_scd_id', 'dbt_updated_at', 'dbt_is_deleted'] -%}
    {%- do names.update({name: said.get(name) or name}) -%}
{%- endfor -%}
{{ return(names) }}
{% endmacro %}

{% macro snapshot_get_time() %}{{ return(adapter.dispatch('snapshot_get_time', 'dbt')()) }}{% endmacro %}
{% macro default__snapshot_get_time() %}{{ return(current_timestamp() ~ '::timestamp') }}{% endmacro %}

{% macro get_snapshot_get_time_data_type() %}{{ return(adapter.get_column_schema_from_query('select ' ~ snapshot_get_time() ~ ' as moment')[0].dtype) }}{% endmacro %}

{% macro snapshot_string_as_time(timestamp) %}{{ return(adapter.dispatch('snapshot_string_as_time', 'dbt')(timestamp)) }}{% endmacro %}
{% macro default__snapshot_string_as_time(timestamp) %}{{ return("'" ~ timestamp ~ "'::timestamp") }}{% endmacro %}

{% macro snapshot_hash_arguments(args) %}{{ return(adapter.dispatch('snapshot_hash_arguments', 'dbt')(args)) }}{% endmacro %}
{% macro default__snapshot_hash_arguments(args) %}
{%- set parts = [] -%}
{%- for arg in args -%}{%- do parts.append('coalesce(cast(' ~ arg ~ " as varchar), '')") -%}{%- endfor -%}
{{ return('md5(' ~ parts | join(" || '|' || ") ~ ')') }}
{% endmacro %}

{% macro get_true_sql() %}{{ return(adapter.dispatch('get_true_sql', 'dbt')()) }}{% endmacro %}
{% macro default__get_true_sql() %}{{ return('true') }}{% endmacro %}

{#- Strategies. -#}

{% macro strategy_dispatch(name) %}
{%- set parts = name.split('.', 1) -%}
{%- set macro_name = 'snapshot_' ~ parts[-1] ~ '_strategy' -%}
{%- set place = context if parts | length == 1 else context[parts[0]] -%}
{%- if place is undefined or place[macro_name] is undefined -%}
    {%- do exceptions.raise_compiler_error("the snapshot strategy '" ~ name ~ "' is not known: there is no macro " ~ macro_name ~ (' in the package ' ~ parts[0] if parts | length > 1 else '') ~ '; there are timestamp and check') -%}
{%- endif -%}
{{ return(place[macro_name]) }}
{% endmacro %}

{% macro snapshot_timestamp_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
{%- set key = config.get('unique_key') -%}
{%- set moment = config.get('updated_at') -%}
{%- set columns = get_snapshot_table_column_names() -%}
{{ return(floe_snapshot_strategy(key, moment, '(' ~ snapshotted_rel ~ '.' ~ columns.dbt_valid_from ~ ' < ' ~ current_rel ~ '.' ~ moment ~ ')')) }}
{% endmacro %}

{% macro snapshot_check_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
{%- set found = snapshot_check_all_get_existing_columns(node, target_exists, config.get('check_cols')) -%}
{%- set differences = [] -%}
{%- if found[0] -%}
    {%- do differences.append(get_true_sql()) -%}
{%- else -%}
    {%- for column in found[1] or [] -%}
        {%- do differences.append(snapshotted_rel ~ '.' ~ column ~ ' is distinct from ' ~ current_rel ~ '.' ~ column) -%}
    {%- endfor -%}
{%- endif -%}
{{ return(floe_snapshot_strategy(config.get('unique_key'), config.get('updated_at') or snapshot_get_time(), '(' ~ (differences | join(' or ') or 'false') ~ ')')) }}
{% endmacro %}

{#- Whether the query has a column that the table lacks, and the columns, quoted, that both have. -#}
{% macro snapshot_check_all_get_existing_columns(node, target_exists, check_cols_config) %}
{%- if not target_exists -%}{{ return([false, []]) }}{%- endif -%}
{%- set query = node['compiled_code'] -%}
{%- if check_cols_config != 'all' -%}
    {%- if check_cols_config is string or not check_cols_config -%}
        {%- do exceptions.raise_compiler_error("check_cols has to be 'all' or a list of columns, not " ~ check_cols_config) -%}
    {%- endif -%}
    {%- set query = 'select ' ~ check_cols_config | join(', ') ~ ' from (\n' ~ query ~ '\n) as checked' -%}
{%- endif -%}
{%- set there = get_columns_in_relation(adapter.get_relation(node.database, node.schema, node.alias)) | map(attribute='name') | list -%}
{%- set common = [] -%}
{%- set fresh = [] -%}
{%- for column in get_columns_in_query(query) -%}
    {%- do (common if column in there else fresh).append(adapter.quote(column)) -%}
{%- endfor -%}
{{ return([fresh | length > 0, common]) }}
{% endmacro %}

{% macro floe_snapshot_strategy(key, moment, row_changed) %}
{%- set deletes = adapter.get_hard_deletes_behavior(config) -%}
{{ return({
    'unique_key': key,
    'updated_at': moment,
    'row_changed': row_changed,
    'scd_id': snapshot_hash_arguments(api.Relation.scd_args(key, moment)),
    'invalidate_hard_deletes': deletes == 'invalidate',
    'hard_deletes': deletes
}) }}
{% endmacro %}

{% macro floe_snapshot_strategy_of(target_exists) %}
{{ return(strategy_dispatch(config.get('strategy'))(model, 'snapshotted_data', 'source_data', model['config'], target_exists)) }}
{% endmacro %}

{#- Keys. -#}

{% macro floe_snapshot_keys(unique_key) %}{{ return([unique_key] if unique_key is string else unique_key) }}{% endmacro %}

{% macro floe_snapshot_key_names(unique_key) %}
{%- if unique_key is string -%}{{ return(['dbt_unique_key']) }}{%- endif -%}
{%- set names = [] -%}
{%- for key in unique_key -%}{%- do names.append('dbt_unique_key_' ~ loop.index) -%}{%- endfor -%}
{{ return(names) }}
{% endmacro %}

{% macro unique_key_fields(unique_key) %}
{%- set fields = [] -%}
{%- for field in zip(floe_snapshot_keys(unique_key), floe_snapshot_key_names(unique_key)) -%}{%- do fields.append(field | join(' as ')) -%}{%- endfor -%}
{{ return(fields | join(', ')) }}
{% endmacro %}

{% macro unique_key_join_on(unique_key, identifier, from_identifier) %}
{%- set conditions = [] -%}
{%- for name in floe_snapshot_key_names(unique_key) -%}{%- do conditions.append(identifier ~ '.' ~ name ~ ' = ' ~ from_identifier ~ '.' ~ name) -%}{%- endfor -%}
{{ return(conditions | join(' and ')) }}
{% endmacro %}

{% macro unique_key_is_null(unique_key, identifier) %}{{ return(identifier ~ '.' ~ floe_snapshot_key_names(unique_key)[0] ~ ' is null') }}{% endmacro %}
{% macro unique_key_is_not_null(unique_key, identifier) %}{{ return(identifier ~ '.' ~ floe_snapshot_key_names(unique_key)[0] ~ ' is not null') }}{% endmacro %}

{#- Rows. -#}

{% macro get_dbt_valid_to_current(strategy, columns) %}
{{- return('coalesce(nullif(' ~ strategy.updated_at ~ ', ' ~ strategy.updated_at ~ '), ' ~ (config.get('dbt_valid_to_current') or 'null') ~ ') as ' ~ columns.dbt_valid_to) -}}
{% endmacro %}

{% macro build_snapshot_table(strategy, sql) %}{{ return(adapter.dispatch('build_snapshot_table', 'dbt')(strategy, sql)) }}{% endmacro %}
{% macro default__build_snapshot_table(strategy, sql) %}
{%- set columns = get_snapshot_table_column_names() -%}
select
    *,
    {{ strategy.scd_id }} as {{ columns.dbt_scd_id }},
    {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
    {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
    {{ get_dbt_valid_to_current(strategy, columns) }}
    {{- ",\n    'False' as " ~ columns.dbt_is_deleted if strategy.hard_deletes == 'new_record' }}
from (
{{ sql }}
) as source_data
{% endmacro %}

{#- What a run writes: rows to insert, and rows that end, by their id, with the moment at which they do. -#}
{% macro snapshot_staging_table(strategy, source_sql, target_relation) %}{{ return(adapter.dispatch('snapshot_staging_table', 'dbt')(strategy, source_sql, target_relation)) }}{% endmacro %}
{% macro default__snapshot_staging_table(strategy, source_sql, target_relation) %}
{%- set columns = get_snapshot_table_column_names() -%}
{%- set key = strategy.unique_key -%}
{%- set marks = strategy.hard_deletes == 'new_record' -%}
{%- set now = snapshot_get_time() -%}
{%- set current = config.get('dbt_valid_to_current') -%}
{%- set met = unique_key_join_on(key, 'snapshotted_data', 'source_data') -%}
{%- set changed -%}
({{ strategy.row_changed }}{{ ' or snapshotted_data.' ~ columns.dbt_is_deleted ~ " = 'True'" if marks }})
{%- endset -%}
with source_data as (
    select
        *,
        {{ unique_key_fields(key) }},
        {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
        {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
        {{ get_dbt_valid_to_current(strategy, columns) }},
        {{ strategy.scd_id }} as {{ columns.dbt_scd_id }}
    from (
{{ source_sql }}
    ) as snapshot_query
),
snapshotted_data as (
    select *, {{ unique_key_fields(key) }}
    from {{ target_relation }}
    where {{ columns.dbt_valid_to }} is null {{- ' or ' ~ columns.dbt_valid_to ~ ' = ' ~ current if current }}
)
select 'insert' as dbt_change_type, source_data.* {{- ", 'False' as " ~ columns.dbt_is_deleted if marks }}
from source_data
left join snapshotted_data on {{ met }}
where {{ unique_key_is_null(key, 'snapshotted_data') }} or {{ changed }}
union all by name
select 'update' as dbt_change_type, snapshotted_data.{{ columns.dbt_scd_id }}, source_data.{{ columns.dbt_valid_from }} as {{ columns.dbt_valid_to }}
from source_data
join snapshotted_data on {{ met }}
where {{ changed }}
{%- if strategy.hard_deletes != 'ignore' %}
{%- set gone -%}
from snapshotted_data
where not exists (select 1 from source_data where {{ met }})
    {{- ' and snapshotted_data.' ~ columns.dbt_is_deleted ~ " is distinct from 'True'" if marks }}
{%- endset %}
union all by name
select 'delete' as dbt_change_type, {{ columns.dbt_scd_id }}, {{ now }} as {{ columns.dbt_valid_to }}
{{ gone }}
{%- endif %}
{%- if marks %}
{%- set there = get_columns_in_relation(target_relation) | map(attribute='name') | list %}
union all by name
select
    'insert' as dbt_change_type,
    {%- for name in get_columns_in_query(source_sql) if name in there %}
    {{ adapter.quote(name) }},
    {%- endfor %}
    {{ now }} as {{ columns.dbt_valid_from }},
    {{ now }} as {{ columns.dbt_updated_at }},
    {{ columns.dbt_valid_to }},
    {{ snapshot_hash_arguments([columns.dbt_scd_id, now]) }} as {{ columns.dbt_scd_id }},
    'True' as {{ columns.dbt_is_deleted }}
{{ gone }}
{%- endif %}
{% endmacro %}

{% macro snapshot_merge_sql(target, source, insert_cols) %}{{ return(adapter.dispatch('snapshot_merge_sql', 'dbt')(target, source, insert_cols)) }}{% endmacro %}
{% macro default__snapshot_merge_sql(target, source, insert_cols) %}
{%- set columns = get_snapshot_table_column_names() -%}
{%- set current = config.get('dbt_valid_to_current') -%}
update {{ target }} as dbt_internal_target
set {{ columns.dbt_valid_to }} = dbt_internal_source.{{ columns.dbt_valid_to }}
from {{ source }} as dbt_internal_source
where dbt_internal_source.{{ columns.dbt_scd_id }} = dbt_internal_target.{{ columns.dbt_scd_id }}
    and dbt_internal_source.dbt_change_type in ('update', 'delete')
    and (dbt_internal_target.{{ columns.dbt_valid_to }} is null {{- ' or dbt_internal_target.' ~ columns.dbt_valid_to ~ ' = ' ~ current if current }});

insert into {{ target }} ({{ insert_cols | join(', ') }})
select {{ insert_cols | join(', ') }}
from {{ source }}
where dbt_change_type = 'insert'
{% endmacro %}

{#- What floe calls. -#}

{% macro floe_snapshot_first() %}{{ return(build_snapshot_table(floe_snapshot_strategy_of(false), sql)) }}{% endmacro %}

{% macro floe_snapshot_staging(target_relation) %}
{%- set strategy = floe_snapshot_strategy_of(true) -%}
{%- set columns = get_snapshot_table_column_names() -%}
{%- set there = get_columns_in_relation(target_relation) | map(attribute='name') | map('lower') | list -%}
{%- set wanted = ['dbt_scd_id', 'dbt_valid_from', 'dbt_valid_to'] + (['dbt_is_deleted'] if strategy.hard_deletes == 'new_record' else []) -%}
{%- for name in wanted if columns[name] | lower not in there -%}
    {%- do exceptions.raise_compiler_error(target_relation ~ ' is no snapshot table: it has no column ' ~ columns[name]) -%}
{%- endfor -%}
{{ return(snapshot_staging_table(strategy, sql, target_relation)) }}
{% endmacro %}
