select id, name, amount::tinyint as amount from {{ ref('raw_people') }}
