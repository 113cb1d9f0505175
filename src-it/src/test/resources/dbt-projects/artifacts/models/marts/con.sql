select id, amount from {{ ref('mart') }}
