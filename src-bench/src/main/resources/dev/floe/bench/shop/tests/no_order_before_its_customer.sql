select f.order_id from {{ ref('order_facts') }} f join {{ ref('stg_customers') }} c using (customer_id) where f.ordered_on < c.joined_on
