from {{ ref('e1') }} select id
