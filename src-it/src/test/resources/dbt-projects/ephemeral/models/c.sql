with recursive t(x) as (select 1 union all select x + 1 from t where x < 4) select t.x, e.id, e4.txt from t join {{ ref('e1') }} e on e.id = t.x cross join {{ ref('e4') }} e4
