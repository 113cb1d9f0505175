{{ config(materialized='table') }}
select {{ surrogate(['id', 'kind']) }} as sk, {{ star(ref('nums'), except=['d'], prefix='p_') }} from {{ ref('nums') }}
