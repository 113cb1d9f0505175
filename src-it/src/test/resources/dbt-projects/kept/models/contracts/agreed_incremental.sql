{{ config(materialized='incremental', unique_key='id', contract={'enforced': true}, on_schema_change='append_new_columns') }}
select 'a' as code, 1 as id
