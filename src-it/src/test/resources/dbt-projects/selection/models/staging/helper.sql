{{ config(materialized='ephemeral', group='finance') }}
select * from {{ ref('stg_orders') }} where amount > 0
