{% set res = run_query("select id, \"Name\" from " ~ ref('base') ~ " order by id") %}
{% set a, b = '', '' %}
{% if execute %}{% set ids = res.columns[0].values() %}{% set names = res.rows | map(attribute='Name') | list %}{% else %}{% set ids = [] %}{% set names = [] %}{% endif %}
select {% for i in ids %}{{ i }} as id_{{ i }},{% endfor %} '{{ names | join("|") }}' as n, '{{ res.column_names if execute }}' as cn, '{{ res.rows[0]["id"] if execute }}' as r0, {{ (res.rows | length) if execute else 0 }} as l, '{% for row in (res.rows if execute else []) %}{{ row.id }}-{{ row[1] }};{% endfor %}' as it, '{{ res.columns["Name"].values() | list if execute }}' as cnv, '{{ res.rows[0].values() if execute }}' as rv, '{{ (res.rows | length) if execute }}' as rl
