select customer_id, name, 0 as total from {{ source('shop', 'raw_customers') }} s join {{ ref('stg_customers') }} using (name)
