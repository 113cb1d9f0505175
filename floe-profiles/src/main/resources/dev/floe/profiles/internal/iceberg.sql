{#- Written by floe for dbt-duckdb; changes made here are lost. floe itself builds Iceberg tables without it, and does not read this file. -#}

{#- dbt-duckdb builds a table under another name and renames it in the same transaction, and a view as a view. DuckDB's Iceberg catalogs
    (1.5) refuse both. Here, a table is created once; after that its rows are replaced in one transaction, so that readers see the old rows
    or the new ones and the table keeps its history. Only where the columns have changed is it built anew and renamed, which readers can
    notice for a moment. A view is built as a table. Everywhere else than in an Iceberg catalog, dbt-duckdb's own are used. -#}

{% macro floe_is_iceberg(relation) %}
  {%- if relation is none or relation.database is none or not execute -%}
    {{ return(false) }}
  {%- endif -%}
  {%- set found = run_query(
      "select 1 from duckdb_databases() where type = 'iceberg' and lower(database_name) = '"
      ~ (relation.database | lower | replace("'", "''")) ~ "'") -%}
  {{ return(found.rows | length > 0) }}
{% endmacro %}

{#- The columns of a query as pairs of name and type. -#}
{% macro floe_columns_of(sql) %}
  {%- set columns = [] -%}
  {%- for row in run_query("select column_name, column_type from (describe " ~ sql ~ ")").rows -%}
    {%- do columns.append([row[0], row[1]]) -%}
  {%- endfor -%}
  {{ return(columns) }}
{% endmacro %}

{#- The query with those columns cast that have no type in Iceberg. -#}
{% macro floe_iceberg_query(sql) %}
  {%- set types = {
      'TINYINT': 'INTEGER', 'SMALLINT': 'INTEGER', 'UTINYINT': 'INTEGER', 'USMALLINT': 'INTEGER', 'UINTEGER': 'BIGINT',
      'UBIGINT': 'DECIMAL(20, 0)', 'HUGEINT': 'DECIMAL(38, 0)', 'UHUGEINT': 'DECIMAL(38, 0)', 'JSON': 'VARCHAR', 'BIT': 'VARCHAR',
      'INTERVAL': 'VARCHAR', 'TIME WITH TIME ZONE': 'VARCHAR', 'TIMESTAMP_S': 'TIMESTAMP', 'TIMESTAMP_MS': 'TIMESTAMP',
      '"NULL"': 'INTEGER', 'NULL': 'INTEGER'} -%}
  {%- set casts = [] -%}
  {%- for column in floe_columns_of(sql) -%}
    {%- set type = types.get(column[1], 'VARCHAR' if column[1].startswith('ENUM(') and not column[1].endswith(']') else none) -%}
    {%- if type is not none -%}
      {%- set name = '"' ~ (column[0] | replace('"', '""')) ~ '"' -%}
      {%- do casts.append('cast(' ~ name ~ ' as ' ~ type ~ ') as ' ~ name) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- if casts | length > 0 -%}
    {{ return('select * replace (' ~ casts | join(', ') ~ ') from (\n' ~ sql ~ '\n) as floe_model') }}
  {%- endif -%}
  {{ return(sql) }}
{% endmacro %}

{% macro duckdb__create_table_as(temporary, relation, compiled_code, language='sql', partitioned_by=none, sorted_by=none) -%}
  {%- if language == 'sql' and not temporary and not config.get('contract').enforced and floe_is_iceberg(relation) -%}
    {%- set header = config.get('sql_header', none) -%}
    {%- if header is not none -%}{%- do run_query(header) -%}{%- endif -%}
    create table {{ relation }} as (
      {{ floe_iceberg_query(compiled_code) }}
    );
  {%- else -%}
    {{ dbt.duckdb__create_table_as(temporary, relation, compiled_code, language, partitioned_by=partitioned_by, sorted_by=sorted_by) }}
  {%- endif -%}
{%- endmacro %}

{#- dbt creates schemas side by side, and a namespace needs its parents: two threads would create the same ones, and one would fail. So
    namespaces below others are made beforehand, by one thread: dbt run-operation floe_create_namespaces. -#}
{% macro floe_create_namespaces() %}
  {%- set places = floe_places() -%}
  {%- for place in [places.standard] + (places.layers.values() | list) -%}
    {%- set levels = place[1].split('.') -%}
    {%- for i in range(1, levels | length + 1) -%}
      {%- do floe_run('create schema if not exists '
          ~ api.Relation.create(database=place[0], schema=levels[:i] | join('.')).without_identifier()) -%}
    {%- endfor -%}
  {%- endfor -%}
{% endmacro %}

{% macro duckdb__create_schema(relation) -%}
  {%- if floe_is_iceberg(relation) and '.' in relation.schema -%}
    {%- set found = {} -%}
    {%- for row in dbt.duckdb__list_schemas(relation.database).rows -%}{%- do found.update({row[0]: true}) -%}{%- endfor -%}
    {%- if relation.schema in found -%}{{ return('') }}{%- endif -%}
    {%- set parent = relation.schema.split('.')[:-1] | join('.') -%}
    {%- if parent not in found -%}
      {{ exceptions.raise_compiler_error("the namespace '" ~ parent ~ "' is not there, and '" ~ relation.schema
          ~ "' belongs below it; make both once with: dbt run-operation floe_create_namespaces") }}
    {%- endif -%}
  {%- endif -%}
  {{ dbt.duckdb__create_schema(relation) }}
{% endmacro %}

{% macro duckdb__drop_relation(relation) -%}
  {%- if floe_is_iceberg(relation) -%}
    {%- do adapter.commit() -%}
    {%- do floe_run('drop table if exists ' ~ relation) -%}
  {%- else -%}
    {{ dbt.duckdb__drop_relation(relation) }}
  {%- endif -%}
{% endmacro %}

{% macro duckdb__truncate_relation(relation) -%}
  {%- call statement('truncate_relation') -%}
    {% if floe_is_iceberg(relation) %}delete from {{ relation }}{% else %}truncate table {{ relation }}{% endif %}
  {%- endcall -%}
{% endmacro %}

{#- A rename needs a transaction of its own. -#}
{% macro duckdb__rename_relation(from_relation, to_relation) -%}
  {%- if floe_is_iceberg(from_relation) -%}
    {%- do adapter.commit() -%}
    {%- do floe_run('alter table ' ~ from_relation ~ ' rename to ' ~ adapter.quote(to_relation.identifier)) -%}
  {%- else -%}
    {{ dbt.duckdb__rename_relation(from_relation, to_relation) }}
  {%- endif -%}
{% endmacro %}

{#- A renamed table keeps its place in the storage, so the next one needs another name. -#}
{% macro duckdb__make_intermediate_relation(base_relation, suffix) %}
  {%- if floe_is_iceberg(base_relation) -%}
    {{ return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix ~ py_current_timestring()})) }}
  {%- endif -%}
  {{ return(dbt.default__make_intermediate_relation(base_relation, suffix)) }}
{% endmacro %}

{% macro floe_run(sql) %}
  {%- call statement('floe', auto_begin=False) -%}{{ sql }}{%- endcall -%}
{% endmacro %}

{#- Fills the table of a model with a query. -#}
{% macro floe_fill_iceberg_table(relation, sql) %}
  {%- set existing = load_cached_relation(relation) -%}
  {%- if existing is none -%}
    {%- call statement('main') -%}
      {{ create_table_as(False, relation, sql) }}
    {%- endcall -%}
    {{ return('') }}
  {%- endif -%}
  {%- set header = config.get('sql_header', none) -%}
  {%- if header is not none -%}{%- do run_query(header) -%}{%- endif -%}
  {%- set query = floe_iceberg_query(sql) -%}
  {%- if floe_columns_of(query) == floe_columns_of('select * from ' ~ existing) -%}
    {%- do run_query('delete from ' ~ existing) -%}
    {%- call statement('main') -%}
      insert into {{ existing }}
      {{ query }}
    {%- endcall -%}
  {%- else -%}
    {%- set fresh = make_intermediate_relation(existing) -%}
    {%- set old = make_backup_relation(fresh, 'table') -%}
    {%- do adapter.commit() -%}
    {%- call statement('main', auto_begin=False) -%}
      create table {{ fresh }} as (
      {{ query }}
      )
    {%- endcall -%}
    {%- do adapter.rename_relation(existing, old) -%}
    {%- do adapter.rename_relation(fresh, existing) -%}
    {%- do adapter.drop_relation(old) -%}
  {%- endif -%}
{% endmacro %}

{% macro floe_build_iceberg_table(sql) %}
  {%- set target_relation = this.incorporate(type='table') -%}
  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}
  {%- do floe_fill_iceberg_table(target_relation, sql) -%}
  {%- do persist_docs(target_relation, model) -%}
  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {%- do adapter.commit() -%}
  {{ run_hooks(post_hooks, inside_transaction=False) }}
  {{ return({'relations': [target_relation]}) }}
{% endmacro %}

{#- dbt runs a Python model only for a statement that stands in the materialization itself; its rows go into a table of the session first. -#}
{% materialization table, adapter="duckdb", supported_languages=['sql', 'python'] %}
  {%- if model['language'] == 'python' -%}
    {%- set rows = make_temp_relation(this) -%}
    {%- call statement('main', language='python') -%}
      {{ py_write_table(temporary=true, relation=rows, compiled_code=compiled_code) }}
    {%- endcall -%}
    {%- if floe_is_iceberg(this) -%}
      {%- set built = floe_build_iceberg_table('select * from ' ~ rows) -%}
    {%- else -%}
      {%- set built = {'relations': [this.incorporate(type='table')]} -%}
      {{ run_hooks(pre_hooks, inside_transaction=False) }}
      {{ run_hooks(pre_hooks, inside_transaction=True) }}
      {%- do run_query('create or replace table ' ~ this ~ ' as select * from ' ~ rows) -%}
      {{ run_hooks(post_hooks, inside_transaction=True) }}
      {%- do adapter.commit() -%}
      {{ run_hooks(post_hooks, inside_transaction=False) }}
    {%- endif -%}
    {%- do floe_run('drop table if exists ' ~ rows) -%}
    {{ return(built) }}
  {%- endif -%}
  {%- if floe_is_iceberg(this) -%}
    {{ return(floe_build_iceberg_table(compiled_code)) }}
  {%- endif -%}
  {{ return(dbt.materialization_table_duckdb()) }}
{% endmaterialization %}

{% materialization view, adapter="duckdb" %}
  {%- if floe_is_iceberg(this) -%}
    {%- do log('floe: ' ~ this ~ ' is a view and is built as a table: DuckDB creates no views in an Iceberg catalog', info=true) -%}
    {{ return(floe_build_iceberg_table(compiled_code)) }}
  {%- endif -%}
  {{ return(dbt.materialization_view_default()) }}
{% endmaterialization %}
