{% if execute %}select '{{ ref("a").identifier }}' as nm{% else %}select * from {{ ref('a') }}{% endif %}
