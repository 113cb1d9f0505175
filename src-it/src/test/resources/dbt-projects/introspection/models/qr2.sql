{% set q = "select 1::bigint as a, 1.5::decimal(4,2) as b, 2.0::decimal(4,2) as b2, 2.5::double as c, date '2020-01-02' as d, timestamp '2020-01-02 03:04:05' as e, true as f, null as g, 'x' as h, 12345678901234567890::hugeint as i, 3.0::double as j, time '10:00:00' as k, 'l' as l, [1,2] as m, timestamptz '2020-01-01 00:00:00+00' as n" %}
{% set r = run_query(q) %}
select {% if execute %}{% for v in r.rows[0] %}'{{ (v | string) | replace("x", "x") }}' as c{{ loop.index }},{% endfor %}{% endif %} 1 as z
