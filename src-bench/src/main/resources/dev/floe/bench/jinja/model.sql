{#-
  Orders with their payments, one row per order.
  Grain: order_id. Loaded by the day.
-#}
{{ config(
    materialized='incremental',
    unique_key='order_id',
    tags=['finance', 'daily'],
    meta={'owner': 'finance', 'tier': 1}
) }}

{%- set methods = ['credit card', 'bank transfer', 'coupon', 'gift card'] %}
{%- set statuses = var('order_statuses', ['placed', 'shipped', 'returned']) %}
{%- set lookback = var('lookback_days', 3) | int %}

with orders as (
    select
        order_id,
        customer_id,
        cast(ordered_at as date) as ordered_on,
        {{ surrogate_key(['order_id', 'customer_id', 'ordered_at']) }} as order_key,
        lower(status) as status
    from {{ ref('stg_orders') }}
    where lower(status) in {{ quoted_list(statuses) }}
    {% if is_incremental() -%}
      and ordered_at >= (select max(ordered_on) from {{ this }}) - interval {{ lookback }} day
    {%- endif %}
),

payments as (
    select
        order_id,
        {{ pivot_sum('payment_method', methods, cents_to_euros('amount'), prefix='paid_by_') }},
        {{ cents_to_euros('sum(amount)', digits=3) }} as paid_total
    from {{ source('shop', 'payments') }}
    group by order_id
),

{# Customers are small: no incremental part. -#}
customers as (
    select customer_id, country, first_value(segment) over (partition by customer_id) as segment
    from {{ ref('stg_customers') }}
),

joined as (
    select
        orders.*,
        {%- for method in methods %}
        coalesce(payments.paid_by_{{ method | replace(' ', '_') }}, 0) as {{ method | replace(' ', '_') }}_amount,
        {%- endfor %}
        coalesce(payments.paid_total, 0) as amount,
        customers.country,
        customers.segment -- {{ 'daily load' if lookback < 7 else 'backfill' }}
    from orders
    left join payments using (order_id)
    left join customers using (customer_id)
)

select * from joined{% if target.name != 'prod' %} limit {{ 100 * 1000 }}{% endif %}
