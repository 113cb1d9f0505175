with x as (select 1 as one)
select m.*, x.one, '{{ var("start") }}' as start_v, {{ var('n') }} as n, '{{ var("cli_var", "def") }}' as cli, '{{ var("only_pkg") }}' as pkg, '{{ var("absent", "dflt") }}' as d,
 {{ var('flag') }} as flag, '{{ var("lst") | join("-") }}' as l, '{{ var("mp").k }}' as k
from {{ ref('stg_more') }} m cross join x
