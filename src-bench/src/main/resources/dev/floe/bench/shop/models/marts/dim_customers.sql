{{ config(alias='dim_customers') }}
select c.customer_id, c.name, c.country, coalesce(o.orders, 0) as orders, coalesce(o.amount, 0) as amount
from {{ ref('stg_customers') }} c left join {{ ref('customer_orders') }} o using (customer_id)
