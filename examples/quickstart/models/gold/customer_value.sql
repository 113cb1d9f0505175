select
    customers.customer_id,
    customers.name,
    customers.city,
    count(orders.order_id) as orders,
    count_if(orders.is_large) as large_orders,
    {{ money('coalesce(sum(orders.amount), 0)') }} as revenue,
    min(orders.ordered_at) as first_order_at
from {{ ref('customers') }} as customers
left join {{ ref('completed_orders') }} as orders using (customer_id)
group by all
