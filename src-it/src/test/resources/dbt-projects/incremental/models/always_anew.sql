{{ config(full_refresh=true) }}
select 1 as id, {{ is_incremental() }} as again
