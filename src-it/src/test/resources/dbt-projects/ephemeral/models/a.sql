select * from {{ ref('e2') }} join {{ ref('e1') }} using (id)
