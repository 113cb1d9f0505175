{{ config(materialized='ephemeral') }}
with src as (select * from {{ ref('e1') }})
select id, v, id * 2 as dbl from src
-- trailing comment
