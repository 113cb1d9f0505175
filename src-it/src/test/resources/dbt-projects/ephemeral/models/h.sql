select {{ ref('e1') }}.id from {{ ref('e1') }}
