select 'Ünïcödé 日本 😀' as "größe", 'tab	x' as t, 'back\slash' as b, '%' as pct, '{{ "{{ x }}" }}' as braces, {% raw %}'{{ raw }}'{% endraw %} as r
