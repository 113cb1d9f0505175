select 1 as id, {{ is_incremental() }} as again
