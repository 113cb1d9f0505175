select d.day, d.month, coalesce(sum(f.amount), 0) as revenue, count(f.order_id) as orders
from {{ ref('calendar') }} d left join {{ ref('order_facts') }} f on f.ordered_on = d.day group by 1, 2
