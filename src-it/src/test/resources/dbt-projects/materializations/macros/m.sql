{% materialization numbered, adapter='duckdb' %}
  {%- set target_relation = api.Relation.create(identifier=this.identifier, schema=schema, database=database, type='table') -%}
  {%- set existing = load_cached_relation(this) -%}
  {%- set intermediate = make_intermediate_relation(target_relation) -%}
  {%- set backup = make_backup_relation(target_relation, 'table' if existing is none else existing.type) -%}
  {{ drop_relation_if_exists(load_cached_relation(intermediate)) }}
  {{ drop_relation_if_exists(load_cached_relation(backup)) }}
  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}
  {% call statement('main') -%}
    create table {{ intermediate }} as
    select row_number() over (order by {{ config.require('order_by') }}) as number, *
    from ({{ sql }}) as rows
  {%- endcall %}
  {% if existing is not none %}
    {{ adapter.rename_relation(existing, backup) }}
  {% endif %}
  {{ adapter.rename_relation(intermediate, target_relation) }}
  {% set counted = run_query('select count(*) from ' ~ target_relation) %}
  {% do run_query("insert into log values ('" ~ model.name ~ ' ' ~ counted.rows[0][0] ~ ' ' ~ ('new' if existing is none else existing.type) ~ "')") %}
  {% do persist_docs(target_relation, model) %}
  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {{ adapter.commit() }}
  {{ drop_relation_if_exists(load_cached_relation(backup)) }}
  {{ run_hooks(post_hooks, inside_transaction=False) }}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% materialization numbered, default %}
  {{ exceptions.raise_compiler_error('not this one') }}
{% endmaterialization %}

{% materialization pair, default %}
  {%- set first = this.incorporate(path={'identifier': this.identifier ~ '_1'}, type='view') -%}
  {%- set second = this.incorporate(type='view') -%}
  {% call statement('first', auto_begin=True) %}create or replace view {{ first }} as {{ sql }}{% endcall %}
  {% call statement('main') %}create or replace view {{ second }} as select * from {{ first }} where {{ config.get('keep', 'true') }}{% endcall %}
  {{ adapter.commit() }}
  {{ return({'relations': [first, second]}) }}
{% endmaterialization %}

{# A default one counts for view, which is nobody's own. #}
{% materialization view, default %}
  {%- set target_relation = this.incorporate(type='view') -%}
  {% call statement('main') %}create or replace view {{ target_relation }} as select *, 'by our view' as how from ({{ sql }}) as v{% endcall %}
  {{ run_hooks(post_hooks) }}
  {{ adapter.commit() }}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{# A default one does not count for table, which is the adapter's own. #}
{% materialization table, default %}
  {{ exceptions.raise_compiler_error('not this one') }}
{% endmaterialization %}

{% materialization incremental, adapter='duckdb' %}
  {%- set target_relation = this.incorporate(type='table') -%}
  {% if load_cached_relation(this) is none %}
    {% call statement('main') %}create table {{ target_relation }} as {{ sql }}{% endcall %}
  {% else %}
    {% call statement('main') %}insert into {{ target_relation }} {{ sql }}{% endcall %}
  {% endif %}
  {{ adapter.commit() }}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% materialization broken, default %}
  {% call statement('main') %}create table {{ this }} as {{ sql }}{% endcall %}
  {{ exceptions.raise_compiler_error('after the table') }}
{% endmaterialization %}

{% materialization forgetful, default %}
  {% call statement('main') %}create or replace table {{ this }} as {{ sql }}{% endcall %}
  {{ adapter.commit() }}
{% endmaterialization %}
