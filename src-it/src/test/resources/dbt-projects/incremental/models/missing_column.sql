{% if is_incremental() %}select 2 as id{% else %}select 1 as id, 'a' as name{% endif %}
