select *, amount >= {{ var('large_order') }} as is_large
from {{ ref('orders_enriched') }}
where status = 'completed'
