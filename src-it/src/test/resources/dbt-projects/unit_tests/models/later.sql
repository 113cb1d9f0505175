{{ config(materialized='incremental', unique_key='id') }}
select id, amount, list_value(id, id + 1) as ids, ordered_at::timestamp as at from {{ ref('orders') }}
{% if is_incremental() %} where id > (select max(id) from {{ this }}) {% endif %}
