{{ config(
    unique_key='id',
    incremental_strategy='merge',
    merge_clauses={
        'when_matched': [
            {'action': 'delete', 'condition': "DBT_INTERNAL_SOURCE.name = 'gone'"},
            {'action': 'update', 'mode': 'explicit', 'update': {'include': ['name']}}
        ],
        'when_not_matched': [
            {'action': 'do_nothing', 'condition': 'DBT_INTERNAL_SOURCE.id = 4'},
            {'action': 'insert', 'mode': 'explicit', 'insert': {'columns': ['id', 'name'], 'values': ['DBT_INTERNAL_SOURCE.id', "'new'"]}}
        ]
    }
) }}
select * from (values
    (1, '{{ 'gone' if is_incremental() else 'x' }}', 1), (2, '{{ is_incremental() }}', {{ 5 if is_incremental() else 2 }})
    {%- if is_incremental() %}, (3, 'c', 3), (4, 'd', 4){% endif %}
) as t(id, name, amount)
