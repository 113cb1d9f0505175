{{ config(post_hook=["select 3", {"sql": "select 4", "transaction": False}], meta={'own': 1}, tags=['mine']) }}
select e.id::integer as id, a.amount::integer as amount, {{ helped_amount('a.amount') }} as helped
from {{ ref('eph') }} e join {{ ref('stg_amounts') }} a using (id)
join {{ ref('helper', 'helped') }} h on true
