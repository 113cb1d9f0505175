select country, count(*) as customers, sum(amount) as revenue, {{ share('sum(amount)', 'sum(sum(amount)) over ()') }} as share
from {{ ref('dim_customers') }} group by country
