select * from {{ ref('a') }} where id in (select id from {{ ref('e1') }}) -- tail
