{{ config(unique_key='id', incremental_strategy='delete+insert', incremental_predicates=["amount < 5"]) }}
select * from (values (1, {{ 3 if not is_incremental() else 4 }}), (2, 7)) as t(id, amount)
