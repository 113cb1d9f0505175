{{ config(on_schema_change='sync_all_columns') }}
{% if is_incremental() %}
select 2 as id, 'x' as extra{% if 'sync_all_columns' in ('ignore', 'append_new_columns') %}, 5 as gone{% endif %}
{% else %}
select 1 as id, 1 as gone
{% endif %}
