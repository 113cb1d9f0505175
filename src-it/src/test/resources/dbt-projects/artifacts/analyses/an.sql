select * from {{ ref('mart') }} -- {{ var('owner') }}
