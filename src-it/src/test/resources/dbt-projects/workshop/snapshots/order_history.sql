{% snapshot order_history %}
{{ config(target_schema='history', unique_key='id', strategy='check', check_cols=['status', 'amount']) }}
select * from {{ ref('orders') }} where customer <> '{{ project_name }}'
{% endsnapshot %}
