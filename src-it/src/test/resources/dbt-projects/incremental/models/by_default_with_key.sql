{{ config(unique_key='id') }}
select range as id, '{{ is_incremental() }}' as again
from range({{ 2 if is_incremental() else 0 }}, {{ 6 if is_incremental() else 4 }})
