{{ config(materialized='incremental', unique_key='id', tags=['daily']) }}
select id, name, amount from {{ ref('stg_people') }}
{% if is_incremental() %} where id > 1 {% endif %}
