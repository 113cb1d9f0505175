select nothing from {{ ref('mart') }}
