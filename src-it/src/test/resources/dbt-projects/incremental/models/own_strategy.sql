{{ config(incremental_strategy='newest') }}
select {{ 2 if is_incremental() else 1 }} as id
