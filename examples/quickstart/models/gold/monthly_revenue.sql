select
    month,
    {%- for category in ['coffee', 'gear', 'tea'] %}
    {{ money("coalesce(sum(revenue) filter (category = '" ~ category ~ "'), 0)") }} as {{ category }},
    {%- endfor %}
    {{ money('sum(revenue)') }} as total
from {{ ref('category_sales') }}
group by month
order by month
