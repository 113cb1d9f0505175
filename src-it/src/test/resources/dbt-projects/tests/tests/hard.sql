{{ config(severity='warn', warn_if='>3') }}
select * from {{ ref('people') }}
