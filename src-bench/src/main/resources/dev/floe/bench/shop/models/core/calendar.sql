{{ config(tags=['time']) }}
select distinct ordered_on as day, date_trunc('month', ordered_on) as month from {{ ref('stg_orders') }}
