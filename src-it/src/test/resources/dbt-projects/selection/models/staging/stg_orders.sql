select id as order_id, customer_id, amount, {{ shout('status') }} as status from {{ ref('raw_orders') }}
