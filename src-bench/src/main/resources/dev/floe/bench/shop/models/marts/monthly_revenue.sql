select month, sum(revenue) as revenue, sum(orders) as orders from {{ ref('daily_revenue') }} group by month
