select {{ toolbox.money('sum(amount)') }} as total, '{{ config.get("materialized") }}' as m from {{ ref('stg_paid') }}
