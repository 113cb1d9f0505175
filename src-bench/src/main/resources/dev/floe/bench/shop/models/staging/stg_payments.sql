select id as payment_id, order_id, method, {{ euros('cents') }} as amount from {{ ref('payments') }}
