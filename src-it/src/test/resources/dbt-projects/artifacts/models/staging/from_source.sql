select * from {{ source('raw', 'amounts_raw') }}
