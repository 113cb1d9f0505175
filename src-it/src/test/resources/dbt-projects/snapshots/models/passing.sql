{{ config(materialized='ephemeral') }}
select id, name || '!' as name, updated_at from {{ ref('people') }}
