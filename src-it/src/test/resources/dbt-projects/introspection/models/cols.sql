{% set cols = adapter.get_columns_in_relation(ref('base')) %}
select {% for c in cols %}{{ c.quoted }} as {{ c.name | lower }}{{ "," if not loop.last }}{% endfor %} {{ "1 as none" if not cols }} from {{ ref('base') }}
