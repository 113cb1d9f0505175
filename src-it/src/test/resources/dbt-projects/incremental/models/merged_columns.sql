{{ config(unique_key=['id'], incremental_strategy='merge', merge_update_columns=['amount']) }}
select * from (values (1, '{{ is_incremental() }}', {{ 20 if is_incremental() else 2 }})) as t(id, name, amount)
