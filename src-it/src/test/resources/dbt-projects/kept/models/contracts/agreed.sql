{{ config(materialized='table', contract={'enforced': true}) }}
select name, id::integer as id, 1.5::decimal(10, 2) as price from {{ ref('raw') }} where id = 1
