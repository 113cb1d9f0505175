select count(*) as n, sum(amount) as total, {{ var('more', 1) }} as more from {{ ref('stg_people') }}
