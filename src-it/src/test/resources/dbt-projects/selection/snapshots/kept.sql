{% snapshot orders_kept %}
{{ config(unique_key='order_id', strategy='check', check_cols=['status'], target_schema='main') }}
select * from {{ ref('stg_orders') }}
{% endsnapshot %}
