select id as customer_id, name, city, joined_on
from {{ ref('raw_customers') }}
