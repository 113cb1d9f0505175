-- The months together are as much as the customers together.
with months as (select sum(total) as revenue from {{ ref('monthly_revenue') }}),
     customers as (select sum(revenue) as revenue from {{ ref('customer_value') }})
select months.revenue, customers.revenue
from months, customers
where months.revenue is distinct from customers.revenue
