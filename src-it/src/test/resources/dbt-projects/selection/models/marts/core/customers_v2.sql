select customer_id, name, (select sum(amount) from {{ ref('orders') }} o where o.customer_id = c.customer_id) as total
from {{ ref('stg_customers') }} c
