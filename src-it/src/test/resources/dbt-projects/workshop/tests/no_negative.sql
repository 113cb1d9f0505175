{{ config(severity='warn') }}
select * from {{ ref('orders_by_status') }}, {{ ref('stg_tree') }} where false
