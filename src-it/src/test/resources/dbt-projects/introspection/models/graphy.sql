{{ config(materialized='table', meta={'k': 'v'}, tags=['t1']) }}
{% if execute %}
select '{{ graph.nodes.values() | selectattr("resource_type", "equalto", "model") | map(attribute="name") | sort | join(",") }}' as models,
'{{ graph.nodes["model.misc.base"].config.materialized }}' as mat, '{{ model.config.meta.k }}' as k, '{{ model.tags | join }}' as tg, '{{ model.depends_on.nodes | join(",") }}' as dep, '{{ config.get("meta").k }}' as mk
{% else %} select 1 {% endif %}
