select * from {{ ref('order_facts') }} where amount > {{ var('large_order') }}
