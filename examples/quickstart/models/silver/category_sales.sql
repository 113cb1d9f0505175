select
    cast(date_trunc('month', orders.ordered_at) as date) as month,
    items.category,
    {{ money('sum(items.quantity * items.unit_price)') }} as revenue
from {{ ref('completed_orders') }} as orders
join {{ ref('order_items') }} as items using (order_id)
group by all
