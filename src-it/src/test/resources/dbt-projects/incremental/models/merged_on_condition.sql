{{ config(
    unique_key='id',
    incremental_strategy='merge',
    merge_update_condition='DBT_INTERNAL_SOURCE.amount > DBT_INTERNAL_DEST.amount',
    merge_update_set_expressions={'name': "'updated'"},
    merge_insert_condition='DBT_INTERNAL_SOURCE.id < 5'
) }}
select * from (values
    (1, 'x', {{ 20 if is_incremental() else 2 }}), (2, 'x', {{ 1 if is_incremental() else 2 }})
    {%- if is_incremental() %}, (4, 'x', 4), (5, 'x', 5){% endif %}
) as t(id, name, amount)
