{{ config(alias='Aliased_Model', tags=['x']) }}
select * from {{ ref('revenue') }}
