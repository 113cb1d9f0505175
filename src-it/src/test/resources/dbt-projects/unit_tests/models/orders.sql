select id, customer, amount * {{ var('rate') }} as amount, ordered_at, note,
    '{{ env_var("UNIT_FLAG", "no") }}' as flag
from {{ ref('raw_orders') }}
