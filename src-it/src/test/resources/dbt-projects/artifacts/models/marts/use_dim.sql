{{ config(group='finance', access='private') }}
select * from {{ ref('dim', v=1) }} union all select id, 1 from {{ ref('dim') }}
