with recursive mine as (select * from {{ ref('stg_tree') }})
select count(*) as total, {{ toolbox.money('1') }} as one from mine
