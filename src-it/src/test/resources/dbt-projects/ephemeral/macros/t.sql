{% test expression(model, expr) %}select 1 from {{ model }} where not ({{ expr }}){% endtest %}
