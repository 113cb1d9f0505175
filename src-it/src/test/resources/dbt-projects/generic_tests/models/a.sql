{{ config(materialized='table') }}
select * from (values (1, 'x y'), (2, 'b')) t(id, "Some Name")
