{{ config(materialized='pair', keep='number > 1') }}
select * from {{ ref('letters') }}
