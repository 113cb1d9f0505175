with z as (select * from {{ ref('e2') }}) select * from z where dbl > 100
