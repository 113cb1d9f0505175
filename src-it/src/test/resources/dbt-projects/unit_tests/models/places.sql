select upper(code) as code, name from {{ ref('countries') }}
