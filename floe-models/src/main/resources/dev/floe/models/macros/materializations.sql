{#- What materializations that projects write themselves call. -#}

{% macro run_hooks(hooks, inside_transaction=True) %}
{%- for hook in hooks if hook.transaction == inside_transaction -%}
    {%- set rendered = render(hook.sql) | trim -%}
    {%- if rendered -%}
        {%- call statement(auto_begin=inside_transaction) -%}{{ rendered }}{%- endcall -%}
    {%- endif -%}
{%- endfor -%}
{% endmacro %}

{% macro make_hook_config(sql, inside_transaction) %}{{ return(tojson({'sql': sql, 'transaction': inside_transaction})) }}{% endmacro %}
{% macro before_begin(sql) %}{{ return(make_hook_config(sql, inside_transaction=False)) }}{% endmacro %}
{% macro in_transaction(sql) %}{{ return(make_hook_config(sql, inside_transaction=True)) }}{% endmacro %}
{% macro after_commit(sql) %}{{ return(make_hook_config(sql, inside_transaction=False)) }}{% endmacro %}

{% macro should_revoke(existing_relation, full_refresh_mode=True) %}{{ return(false) }}{% endmacro %}
{% macro apply_grants(relation, grant_config, should_revoke=True) %}{{ return(adapter.dispatch('apply_grants', 'dbt')(relation, grant_config, should_revoke)) }}{% endmacro %}
{% macro default__apply_grants(relation, grant_config, should_revoke=True) %}{% endmacro %}

{% macro create_indexes(relation) %}{{ return(adapter.dispatch('create_indexes', 'dbt')(relation)) }}{% endmacro %}
{% macro default__create_indexes(relation) %}{% endmacro %}
{% macro drop_indexes_on_relation(relation) %}{% endmacro %}

{% macro persist_docs(relation, model, for_relation=true, for_columns=true) %}{{ return(adapter.dispatch('persist_docs', 'dbt')(relation, model, for_relation, for_columns)) }}{% endmacro %}
{% macro default__persist_docs(relation, model, for_relation, for_columns) %}
{%- if for_relation and config.persist_relation_docs() and model.description -%}
    {%- do run_query(alter_relation_comment(relation, model.description)) -%}
{%- endif -%}
{%- if for_columns and config.persist_column_docs() and model.columns -%}
    {%- do run_query(alter_column_comment(relation, model.columns)) -%}
{%- endif -%}
{% endmacro %}

{% macro alter_relation_comment(relation, comment) %}{{ return(adapter.dispatch('alter_relation_comment', 'dbt')(relation, comment)) }}{% endmacro %}
{% macro default__alter_relation_comment(relation, comment) %}{{ return('comment on ' ~ (relation.type or 'table') ~ ' ' ~ relation ~ ' is ' ~ string_literal(escape_single_quotes(comment))) }}{% endmacro %}

{% macro alter_column_comment(relation, column_dict) %}{{ return(adapter.dispatch('alter_column_comment', 'dbt')(relation, column_dict)) }}{% endmacro %}
{% macro default__alter_column_comment(relation, column_dict) %}
{%- set there = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
{%- set statements = [] -%}
{%- for name, column in column_dict.items() if name in there -%}
    {%- do statements.append('comment on column ' ~ relation ~ '.' ~ adapter.quote(name) ~ ' is ' ~ string_literal(escape_single_quotes(column.description or ''))) -%}
{%- endfor -%}
{{ return(statements | join(';\n') or 'select 1') }}
{% endmacro %}

{% macro get_create_sql(relation, sql) %}{{ return(create_view_as(relation, sql) if relation.type == 'view' else create_table_as(false, relation, sql)) }}{% endmacro %}
{% macro get_rename_sql(relation, new_name) %}{{ return('alter ' ~ (relation.type or 'table') ~ ' ' ~ relation ~ ' rename to ' ~ adapter.quote(new_name)) }}{% endmacro %}
{% macro get_replace_sql(existing_relation, target_relation, sql) %}{{ return(get_drop_sql(existing_relation) ~ ';\n' ~ get_create_sql(target_relation, sql)) }}{% endmacro %}
