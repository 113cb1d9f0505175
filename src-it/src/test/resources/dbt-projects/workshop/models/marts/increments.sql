{{ config(materialized='incremental', unique_key='id') }}
select id, amount, {{ columns_of(ref('orders'), except=['id', 'amount']) }} from {{ ref('orders') }}
{% if is_incremental() %}
where id >= (select max(id) from {{ this }}) -- {{ adapter.get_columns_in_relation(this) | map(attribute='name') | join(' ') }}
{% endif %}
