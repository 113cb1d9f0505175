{% macro an_int() %}{{ return(5) }}{% endmacro %}
{% macro a_float() %}{{ return(2.50) }}{% endmacro %}
{% macro a_none() %}{{ return(none) }}{% endmacro %}
{% macro a_bool() %}{{ return(true) }}{% endmacro %}
{% macro a_list() %}before {{ return([1, 'two', [3]]) }} after{% endmacro %}
{% macro a_dict() %}{% do return({'k': {'n': [1, 2]}, 2: none}) %}{% endmacro %}
{% macro a_tuple() %}{{ return((1, 'x')) }}{% endmacro %}
{% macro a_set() %}{{ return(set([3, 3, 3])) }}{% endmacro %}
{% macro nothing() %}{% endmacro %}
{% macro no_value() %}{% set x = 5 %}{% endmacro %}
{% macro a_text() %}
  some text
{% endmacro %}
{% macro in_a_loop(values) %}{% for v in values %}{% if v > 2 %}{{ return(v) }}{% endif %}{% endfor %}{{ return('none') }}{% endmacro %}
{% macro in_a_set() %}{% set x %}{{ return('inner') }}{% endset %}outer{% endmacro %}
{% macro in_a_filter() %}{% filter upper %}abc{{ return('left') }}{% endfilter %}{% endmacro %}
{% macro a_macro() %}{{ return(ctx.an_int) }}{% endmacro %}
{% macro passed_on() %}{{ return(a_list()) }}{% endmacro %}
{% macro added(a, b=10) %}{{ return(a + b) }}{% endmacro %}
{% macro factorial(n) %}{% if n <= 1 %}{{ return(1) }}{% endif %}{{ return(n * factorial(n - 1)) }}{% endmacro %}
{% macro deep(n) %}{% if n > 0 %}{{ deep(n - 1) }},{% endif %}{{ n }}{% endmacro %}
{% macro varied() %}{{ varargs }}|{{ kwargs }}{% endmacro %}
{% macro mixed(a, b='B') %}{{ a }}|{{ b }}|{{ varargs }}|{{ kwargs }}{% endmacro %}
{% macro wrapped(tag='b') %}<{{ tag }}>{{ caller() }}</{{ tag }}>{% endmacro %}
{% macro called_with() %}{{ caller(1, x='two') }}{% endmacro %}
{% macro maybe_called() %}{{ 'called' if caller else 'alone' }}{% endmacro %}
{% macro returned_call() %}{{ return(caller() | trim) }}{% endmacro %}
{% macro applied(f, x) %}{{ return(f(x)) }}{% endmacro %}
{% macro table_of() %}{{ return({'add': added, 'nested': {'one': an_int}}) }}{% endmacro %}
{% macro appended(list, x) %}{% do list.append(x) %}{% endmacro %}
{% macro failing(msg) %}{{ exceptions.raise_compiler_error(msg) }}{% endmacro %}
{% macro undefined_inside() %}{{ no_such_thing.x }}{% endmacro %}
{% macro typed(a: str, b: int = 3) %}{{ a }}{{ b }}{% endmacro %}
{% macro dispatched(x) %}{{ return(adapter.dispatch('dispatched', 'ctx')(x)) }}{% endmacro %}
{% macro default__dispatched(x) %}{{ return('default ' ~ x) }}{% endmacro %}
{% macro plain_dispatch(x) %}{{ adapter.dispatch('plain_dispatch')(x) }}{% endmacro %}
{% macro duckdb__plain_dispatch(x) %}duck {{ x }}{% endmacro %}
{% macro default__plain_dispatch(x) %}default {{ x }}{% endmacro %}
{% macro sees_outer() %}[{{ outer_variable }}]{% endmacro %}
{% macro sees_vars() %}{{ var('a_text') }}{% endmacro %}
{% macro name_of() %}{{ model.name }}{% endmacro %}
