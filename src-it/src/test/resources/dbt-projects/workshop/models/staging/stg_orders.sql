-- depends_on: {{ ref("orders") }}
with source as (
    select * from {{ source('raw', 'shop_orders') }} -- not {{ "a" ~ "b" }}
)
select *, {{ toolbox.place() }} as place from source
