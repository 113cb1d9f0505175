with n as ({{ dbt.generate_series(7) }}) select * from n
