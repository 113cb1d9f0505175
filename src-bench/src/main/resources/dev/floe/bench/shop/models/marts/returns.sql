select order_id, customer_id, ordered_on, amount from {{ ref('order_facts') }} where status = 'returned'
