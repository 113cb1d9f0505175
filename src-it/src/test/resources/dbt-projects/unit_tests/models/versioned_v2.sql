select 2 as x from {{ ref('orders') }}
