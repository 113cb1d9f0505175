{{ config(unique_key=['region', 'day'], incremental_strategy='delete+insert') }}
select * from (values
    ('north', date '2026-01-01', {{ 10 if is_incremental() else 1 }}),
    ('south', date '2026-01-01', 2)
    {%- if is_incremental() %}, ('north', date '2026-01-02', 3){% endif %}
) as t(region, day, amount)
