select 1 as a {{ dbt.except() }} select 2 as a {{ dbt.intersect() }} select 3
