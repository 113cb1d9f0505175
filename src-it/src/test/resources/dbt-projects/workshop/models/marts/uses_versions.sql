{%- set query = "select code, rate from " ~ source('files', 'rates') ~ " order by code" -%}
select 1 as id from {{ ref('totals') }} union all
select 2 from {{ ref('totals', v=1) }} union all
select 3 from {{ ref('workshop', 'totals', version=2) }} union all
select 4 from {{ ref('toolbox', 'toolbox_calendar') }} where {{ this.identifier == 'uses_versions' }}
{% if execute %}{% set rows = run_query(query) %}{% for row in rows %}-- {{ row.code }} {{ row['rate'] }} {{ row[1] + 1 }} {{ loop.index }}
{% endfor -%}
-- {{ rows.columns['code'].values() | join('|') }} {{ rows.column_names }} {{ rows | length }}{% endif %}
-- {{ fromjson('{"a": [1, 2.5, null]}') }} {{ tojson({'b': none, 'a': (1, true)}, sort_keys=true) }} {{ fromyaml('x: [1, y]') }}
-- {{ set([1, 1]) | list }} {{ zip([1, 2], ['a', 'b']) | list }} {{ local_md5('x') }} {{ diff_of_two_dicts({'a': ['X', 'y']}, {'A': ['x']}) }}
{%- do log('nothing to see') %} {{ toyaml({'k': [1, 'two']}) | trim | replace('\n', ' ') }}
{%- call(n) wrapped(5) %} -- {{ n * 2 }} {% endcall %}
