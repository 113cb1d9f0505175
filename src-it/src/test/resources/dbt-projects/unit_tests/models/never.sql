select * from {{ ref('raw_orders') }} join {{ ref('countries') }} on true
