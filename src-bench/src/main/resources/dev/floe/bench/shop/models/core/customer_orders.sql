select customer_id, count(*) as orders, min(ordered_on) as first_on, max(ordered_on) as last_on, sum(amount) as amount
from {{ ref('order_facts') }} where status <> 'returned' group by customer_id
