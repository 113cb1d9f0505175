{%- set kinds = values_of(ref('nums'), 'kind') -%}
select
{%- for k in kinds %}
  sum(case when kind = '{{ k | replace("'", "''") }}' then amount end) as "kind_{{ k }}"{{ "," if not loop.last }}
{%- endfor %}
from {{ ref('nums') }}
