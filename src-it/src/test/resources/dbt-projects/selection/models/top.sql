select count(*) as n from {{ ref('customers', v=1) }}
