{% snapshot snap_block %}
{{ config(target_schema='snaps', unique_key='id', strategy='timestamp', updated_at='loaded') }}
select * from {{ ref('amounts') }}
{% endsnapshot %}
