{{ config(fail_calc='sum(n)', error_if='< 0') }}
select n from {{ ref('odd') }} where n < 0
