{{ config(unique_key='id', alias='nodes') }}
select 1 as id
