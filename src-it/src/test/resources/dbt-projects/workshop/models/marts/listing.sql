-- depends_on: {{ ref('orders') }}
{%- set relation = load_relation(ref('orders')) %}
{%- set found = [] %}
{%- for node in graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | sort(attribute='unique_id') %}
{%- do found.append(node.name ~ ':' ~ node.config.materialized) %}
{%- endfor %}
select '{{ relation.type if execute }}' as type, '{{ relation.include(database=false) if execute }}' as name,
    '{{ api.Relation.create(database="d", schema="s", identifier="i") }}' as made,
    '{{ api.Column("a", "varchar").data_type }}' as made_column,
    '{{ target.name }} {{ target.type }} {{ target.threads }} {{ target["schema"] }}' as target,
    '{{ found | join(" ") }}' as models,
    {{ dbt.dateadd('day', 1, "date '2024-01-01'") }} as day,
    {{ dbt.concat(["'a'", "'b'"]) }} as ab,
    {{ dbt_version.split('.')[0] }} as major,
    '{{ context.get("nothing", "preset") }} {{ builtins.ref("orders") }} {{ env_var("FLOE_IT_UNSET", "unset") }}' as rest
