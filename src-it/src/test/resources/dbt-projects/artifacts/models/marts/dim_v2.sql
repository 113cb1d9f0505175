select id from {{ ref('mart') }}
