{{ config(materialized='table') }}
select * from (values (2), (1)) t(x) order by x limit 1
