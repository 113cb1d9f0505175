{{ dbt.date_spine('day', "cast('2020-01-01' as date)", "cast('2020-01-05' as date)") }}
