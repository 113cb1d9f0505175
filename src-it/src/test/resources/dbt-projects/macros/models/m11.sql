select '{{ dbt.current_timestamp() }}' as ct, '{{ dbt.get_intervals_between("cast('2020-01-01' as date)", "cast('2020-01-04' as date)", "day") | trim }}' as gi,
'{{ (get_columns_in_query("select 1 as a, 2 as b") if execute else []) | join(",") }}' as gc, '{{ dbt.type_string() }}|{{ dbt.type_float() }}|{{ dbt.type_numeric() }}' as ts
