{% macro limit_dev(n=10) %}{% if target.name == 'dev' %}limit {{ n }}{% endif %}{% endmacro %}
{% macro union_all(rels) %}{% for r in rels %}select *, '{{ r.identifier }}' as src from {{ r }}{% if not loop.last %} union all {% endif %}{% endfor %}{% endmacro %}
{% macro warnit() %}{% do exceptions.warn("careful") %}{{ log("hello", info=true) }}{{ log("hidden") }}{% do print('p') %}{% endmacro %}
{% macro ns() %}{% set ns = namespace(total=0) %}{% for i in range(5) %}{% set ns.total = ns.total + i %}{% endfor %}{{ return(ns.total) }}{% endmacro %}
{% macro coalesce_all() %}coalesce({{ varargs | join(', ') }}){% endmacro %}
