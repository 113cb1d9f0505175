{{ config(materialized='view') }}
-- nothing
