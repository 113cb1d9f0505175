{{ config(group='finance', persist_docs={'relation': true, 'columns': true}, tags='core') }}
select order_id, customer_id, amount from {{ ref('stg_orders') }}
