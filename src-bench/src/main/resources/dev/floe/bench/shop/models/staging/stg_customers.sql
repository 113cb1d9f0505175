select id as customer_id, name, country, cast(joined_on as date) as joined_on from {{ ref('customers') }}
