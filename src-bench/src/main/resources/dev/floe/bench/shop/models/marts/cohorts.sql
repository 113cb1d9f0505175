select date_trunc('month', c.joined_on) as cohort, count(*) as customers, sum(coalesce(o.amount, 0)) as amount
from {{ ref('stg_customers') }} c left join {{ ref('customer_orders') }} o using (customer_id) group by 1
