select '{{ env_var("MY_N") }}' as n, '{{ env_var("NOPE", "def") }}' as d, '{{ target.name }}/{{ target.schema }}/{{ target.threads }}' as t, '{{ var("from_env") }}' as fe, '{{ var("a_date") }}' as ad, {{ var("a_float") }} as af, '{{ var("a_null") }}' as an, '{{ var("a_list") }}' as al,
{% if target.name == 'prod' %}'prod'{% else %}'dev'{% endif %} as e, {{ env_var('MY_N') | int + 1 }} as n1
