{% snapshot snap_block %}
{{ config(target_schema='snaps', unique_key='id', strategy='check', check_cols=['amount']) }}
select * from {{ ref('amounts') }}
{% endsnapshot %}
