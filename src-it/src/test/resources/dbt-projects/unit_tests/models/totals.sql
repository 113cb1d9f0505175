with o as (select * from {{ ref('orders') }}),
s as (select * from {{ source('landing', 'raw_customers') }})
select o.customer, sum(o.amount) as total, count(*) as n, max(s.region) as region, max({{ mark("o.customer") }}) as mark
from o left join s on s.customer = o.customer
group by o.customer
