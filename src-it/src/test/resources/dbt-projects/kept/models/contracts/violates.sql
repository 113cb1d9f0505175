{{ config(materialized='table', contract={'enforced': true}) }}
select null::integer as id
