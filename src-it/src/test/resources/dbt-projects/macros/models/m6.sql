{% set rel = adapter.get_relation(database=this.database, schema=this.schema, identifier='nums') %}
{% set cols = adapter.get_columns_in_relation(ref('nums')) %}
select '{{ rel is none }}' as isnone,
{% for c in cols %}'{{ c.name }}:{{ c.dtype }}:{{ c.data_type }}:{{ c.is_number() }}:{{ c.is_string() }}:{{ c.quoted }}' as c{{ loop.index0 }}, {% endfor %}
'{{ rel.type if rel }}' as t, '{{ load_relation(ref("nums")) is not none }}' as lr
-- depends_on: {{ ref('m4') }}
