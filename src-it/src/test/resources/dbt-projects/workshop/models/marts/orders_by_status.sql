{% set statuses = toolbox.distinct_values(ref('orders'), 'status') %}
{%- set seen = namespace(n=0) -%}
select
    o.customer,
    {% for status in statuses -%}
    {%- set seen.n = seen.n + 1 %}
    sum(case when o.status = '{{ status }}' then o.amount end) as {{ status }}_{{ seen.n }}{{ "," if not loop.last }}
    {%- endfor %}
    -- {{ var('label') }}, {{ statuses | length }} of {{ seen.n }}: {{ statuses }} {{ var('nothing', none) }}
from {{ ref('stg_orders') }} o, {{ ref('orders') }}
where {{ toolbox.is_relation(ref('orders')) }} and not {{ toolbox.is_relation('orders') }}
group by all
