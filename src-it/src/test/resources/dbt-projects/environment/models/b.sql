select * from {{ ref('a') }} {% if target.name != 'prod' %} limit 0 {% endif %}
