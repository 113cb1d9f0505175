{{ config(incremental_strategy='merge', merge_on_using_columns=['id', 'day']) }}
select 1 as id, date '2026-01-01' as day, {{ 2 if is_incremental() else 1 }} as amount
{% if is_incremental() %}union all select 1, date '2026-01-02', 3{% endif %}
