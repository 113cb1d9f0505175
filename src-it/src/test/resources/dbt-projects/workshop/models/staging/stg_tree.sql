With Recursive tree(n) as (select 1 union all select n + 1 from tree where n < 3)
select tree.n, p.id from tree cross join {{ ref('stg_paid') }} p
