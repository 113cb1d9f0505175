{% set rels = ['base', 'un'] %}
{% for r in rels %}select count(*) as c from {{ ref(r) }} {% if not loop.last %}union all{% endif %} {% endfor %}
