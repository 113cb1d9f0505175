select customer_id, name, amount, rank() over (order by amount desc, customer_id) as place
from {{ ref('dim_customers') }} qualify place <= 100
