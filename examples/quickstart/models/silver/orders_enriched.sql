select
    orders.order_id,
    orders.customer_id,
    orders.ordered_at,
    orders.status,
    {{ money('sum(items.quantity * items.unit_price)') }} as amount,
    cast(sum(items.quantity) as integer) as pieces
from {{ ref('orders') }} as orders
join {{ ref('order_items') }} as items using (order_id)
group by all
