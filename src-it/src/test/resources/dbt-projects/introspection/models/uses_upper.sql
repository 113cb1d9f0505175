select x from {{ ref('Upper_Case') }}
