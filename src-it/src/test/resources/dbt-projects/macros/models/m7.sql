select {{ dbt.dateadd('day', 1, "cast('2020-01-31' as date)") }} as da, {{ dbt.datediff("cast('2020-01-01' as date)", "cast('2020-03-01' as date)", 'month') }} as dd,
{{ dbt.date_trunc('month', "cast('2020-01-31 10:00:00' as timestamp)") }} as dt, {{ dbt.last_day("cast('2020-02-05' as date)", 'month') }} as ld, {{ dbt.last_day("cast('2020-02-05' as date)", 'quarter') }} as lq,
{{ dbt.safe_cast("'12'", api.Column.translate_type('integer')) }} as sc, {{ dbt.concat(["'a'", "'b'"]) }} as cc, {{ dbt.hash("'x'") }} as h, {{ dbt.length("'xyz'") }} as le,
{{ dbt.position("'y'", "'xyz'") }} as po, {{ dbt.replace("'xyz'", "'y'", "'q'") }} as re, {{ dbt.right("'xyz'", 2) }} as ri, {{ dbt.split_part("'a|b|c'", "'|'", 2) }} as sp,
{{ dbt.string_literal("it") }} as sl, {{ dbt.any_value('1') }} as av, {{ dbt.bool_or('true') }} as bo, {{ dbt.listagg('x', "'; '", 'order by x desc') }} as la, {{ dbt.listagg('x', "','", 'order by x', 2) }} as la2,
{{ dbt.array_construct([1,2]) }} as ac, {{ dbt.array_append('[1]', 2) }} as aa, {{ dbt.array_concat('[1]', '[2]') }} as acc, {{ dbt.cast_bool_to_text('true') }} as cb, {{ dbt.cast("'1'", 'int') }} as ca,
cast(1 as {{ dbt.type_bigint() }}) as tb, cast(1 as {{ dbt.type_numeric() }}) as tn, cast(1 as {{ dbt.type_float() }}) as tf, cast(1 as {{ dbt.type_int() }}) as ti, cast(true as {{ dbt.type_boolean() }}) as tbo, cast('2020-01-01' as {{ dbt.type_timestamp() }}) as tt,
{{ dbt.date(2020, 5, 6) }} as dte
from (values ('a'), ('b'), ('c')) v(x)
