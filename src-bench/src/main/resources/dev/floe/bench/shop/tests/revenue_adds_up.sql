select a.revenue, b.revenue as other from (select sum(revenue) as revenue from {{ ref('monthly_revenue') }}) a,
    (select sum(amount) as revenue from {{ ref('order_facts') }}) b
where abs(a.revenue - b.revenue) > 0.01
