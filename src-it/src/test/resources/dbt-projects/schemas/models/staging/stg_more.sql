-- comment before
with a as (select * from {{ ref('stg_codes') }})
select * from a -- end comment
