{{ config(materialized='odd') }}
select {{ documented(1, ', 2') }}
