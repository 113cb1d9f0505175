{{ config(alias='stg_amounts_aliased') }}
-- a comment
select id, amount, loaded from {{ ref('amounts') }}
where id <= {{ var('cutoff') }}
