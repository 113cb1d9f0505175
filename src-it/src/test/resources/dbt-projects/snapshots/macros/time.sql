{# Time goes on with the builds, so that every run of them gives the same moments. #}
{% macro duckdb__snapshot_get_time() %}
(timestamp '2024-06-01' + interval 1 day * (select count(*)::integer from {{ target.schema }}.builds))
{%- endmacro %}

{% macro snapshot_louder_strategy(node, snapshotted_rel, current_rel, config, target_exists) %}
{%- set moment = 'updated_at' -%}
{% do return({
    'unique_key': 'id',
    'updated_at': moment,
    'row_changed': '(upper(' ~ snapshotted_rel ~ '.name) is distinct from upper(' ~ current_rel ~ '.name))',
    'scd_id': snapshot_hash_arguments(['id', moment]),
    'invalidate_hard_deletes': false,
    'hard_deletes': 'ignore'
}) %}
{% endmacro %}
