{{ config(on_schema_change='fail') }}
{% if is_incremental() %}
select 2 as id, 'x' as extra{% if 'fail' in ('ignore', 'append_new_columns') %}, 5 as gone{% endif %}
{% else %}
select 1 as id, 1 as gone
{% endif %}
