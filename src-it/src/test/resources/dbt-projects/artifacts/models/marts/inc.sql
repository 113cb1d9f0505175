{{ config(materialized='incremental', unique_key='id', incremental_strategy='delete+insert', on_schema_change='append_new_columns') }}
select id, amount from {{ ref('mart') }}
{% if is_incremental() %}where id > (select max(id) from {{ this }}){% endif %}
