select id, name as "Full Name" from {{ ref('raw') }}
