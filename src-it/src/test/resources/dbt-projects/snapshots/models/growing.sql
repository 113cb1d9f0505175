-- depends_on: {{ ref('builds') }}
{{ config(materialized='table') }}
{% set build = run_query('select count(*) from ' ~ ref('builds')).rows[0][0] if execute else 1 %}
select id, name, updated_at {{ ', length(name) as size' if build > 1 }}
from {{ ref('people') }}
