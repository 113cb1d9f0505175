{% snapshot by_time %}
{{ config(target_schema='kept', unique_key='id', strategy='timestamp', updated_at='updated_at') }}
select * from {{ ref('people') }}
{% endsnapshot %}

{% snapshot by_check %}
{{ config(target_schema='kept', unique_key='id', strategy='check', check_cols=['name', 'region'], updated_at='updated_at') }}
select * from {{ ref('people') }}
{% endsnapshot %}

{% snapshot ended %}
{{ config(unique_key='id', strategy='check', check_cols='all', invalidate_hard_deletes=true, alias='ended_people') }}
select id, name from {{ ref('people') }}
{% endsnapshot %}

{% snapshot louder %}
{{ config(unique_key='id', strategy='louder', post_hook="create or replace table after_louder as select count(*) as n from {{ this }}") }}
with p as (select * from {{ ref('passing') }})
select * from p
{% endsnapshot %}
