{{ config(incremental_strategy='append') }}
{% if is_incremental() %}
select max(id) + 1 as id, 'again' as what from {{ this }}
{% else %}
select 1 as id, 'first' as what
{% endif %}
