{% snapshot people_snapshot %}
{{ config(unique_key='id', strategy='check', check_cols=['name']) }}
select id, name from {{ ref('raw_people') }}
{% endsnapshot %}
