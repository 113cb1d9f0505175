{% snapshot described_snapshot %}
{{ config(unique_key='id', strategy='check', check_cols=['name'], updated_at="timestamp '2024-01-01'", persist_docs={'relation': true, 'columns': true}) }}
select id, name from {{ ref('raw') }} where name is not null
{% endsnapshot %}
