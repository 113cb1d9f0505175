{% snapshot grown %}
{{ config(unique_key='id', strategy='timestamp', updated_at='updated_at', hard_deletes='invalidate') }}
select * from {{ ref('growing') }}
{% endsnapshot %}

{% snapshot grown_by_check %}
{{ config(unique_key='id', strategy='check', check_cols='all') }}
select * from {{ ref('growing') }}
{% endsnapshot %}

{% snapshot off %}
{{ config(enabled=false) }}
select 1 as id
{% endsnapshot %}
