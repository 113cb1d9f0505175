{# Nothing but Jinja's own: no function of the host, no argument by keyword. #}
{% set regions = ['north', 'east', 'south', 'west'] -%}
{% set measures = ['orders', 'returns', 'revenue', 'margin'] -%}
select
    reported_on,
{%- for region in regions %}
{%- for measure in measures %}
    sum(case when region = '{{ region }}' then {{ measure }} else 0 end) as {{ region }}_{{ measure | upper }}
    {%- if not loop.last %},{% endif %}
{%- endfor %}
{%- if not loop.last %},{% endif %}
{%- endfor %}
from {{ schema | default('analytics') }}.daily_report
where 1 = 1
{%- for region in regions %}
{%- if loop.index is odd and region != 'south' %}
  and {{ region }}_closed is not null
{%- else %}
  and {{ loop.index }} > 0
{%- endif %}
{%- endfor %}
group by 1
order by {{ regions | join(', ') }}, {{ measures | length }}
