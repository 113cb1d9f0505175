{{ config(materialized='ephemeral') }}
select 'with x as (select 1)' as txt
