{{ config(unique_key='id', incremental_strategy='merge') }}
select * from (values
    (1, 'a', 1), (2, 'b', {{ 20 if is_incremental() else 2 }}){% if is_incremental() %}, (3, 'c', 3){% endif %}
) as t(id, name, amount)
