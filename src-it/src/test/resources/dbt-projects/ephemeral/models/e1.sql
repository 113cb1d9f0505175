{{ config(materialized='ephemeral') }}
select 1 as id, 'a' as v union all select 2, 'b'
