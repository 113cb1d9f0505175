{% macro cents(col, digits=2) %}round({{ col }} / 100.0, {{ digits }}){% endmacro %}
{% macro joined() %}{{ varargs | join(', ') }}{% for k, v in kwargs.items() %}, {{ v }} as {{ k }}{% endfor %}{% endmacro %}
{% macro wrapper(n) %}{% for i in range(n) %}{{ caller(i) }}{{ ", " if not loop.last }}{% endfor %}{% endmacro %}
{% macro get_list() %}{{ return(['x', 'y', 'z']) }}{% endmacro %}
{% macro early(v) %}{% if v > 3 %}{{ return('big') }}{% endif %}small{% endmacro %}
{% macro thing(x) %}{{ return(adapter.dispatch('thing', 'mac')(x)) }}{% endmacro %}
{% macro default__thing(x) %}'default {{ x }}'{% endmacro %}
{% macro duckdb__thing(x) %}'duck {{ x }}'{% endmacro %}
{% macro only_default(x) %}{{ adapter.dispatch('only_default')(x) }}{% endmacro %}
{% macro default__only_default(x) %}'od {{ x }}'{% endmacro %}
{% macro values_of(rel, col) %}
  {% if execute %}
    {% set q %}select distinct {{ col }} from {{ rel }} order by 1{% endset %}
    {% set res = run_query(q) %}
    {% set vals = res.columns[0].values() %}
    {{ return(vals) }}
  {% else %}
    {{ return([]) }}
  {% endif %}
{% endmacro %}
{% macro surrogate(cols) %}md5(cast({%- for c in cols %}coalesce(cast({{ c }} as {{ dbt.type_string() }}), '_null_'){% if not loop.last %} || '-' || {% endif %}{%- endfor %} as {{ type_string() }})){% endmacro %}
{% macro star(from, except=[], prefix='') -%}
    {%- set cols = adapter.get_columns_in_relation(from) -%}
    {%- for col in cols if col.column not in except %}{{ from.identifier if false }}"{{ col.column }}" as "{{ prefix ~ col.column }}"{% if not loop.last %}, {% endif %}{% endfor -%}
{%- endmacro %}
{% macro recursive(n) %}{% if n <= 1 %}1{% else %}{{ n }} * {{ recursive(n - 1) }}{% endif %}{% endmacro %}
{% macro fetch() %}
{% call statement('getit', fetch_result=True) %}select max(id) as m, count(*) as c from {{ ref('nums') }}{% endcall %}
{% if execute %}{% set r = load_result('getit') %}{{ return(r['data'][0][0] ~ '/' ~ r.table.columns['c'].values()[0]) }}{% endif %}
{% endmacro %}
{% macro pivot(column, values, alias=True, agg='sum', cmp='=', prefix='', suffix='', then_value=1, else_value=0) %}
  {% for v in values %}
    {{ agg }}(case when {{ column }} {{ cmp }} '{{ dbt.escape_single_quotes(v) }}' then {{ then_value }} else {{ else_value }} end)
    {% if alias %}as {{ adapter.quote(prefix ~ v ~ suffix) }}{% endif %}
    {% if not loop.last %},{% endif %}
  {% endfor %}
{% endmacro %}
