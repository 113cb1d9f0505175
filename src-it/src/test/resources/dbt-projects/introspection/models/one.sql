{{ warnit() }}
select {{ ns() }} as t, {{ coalesce_all('null', '1') }} as c from {{ ref('base') }} {{ limit_dev(1) }}
