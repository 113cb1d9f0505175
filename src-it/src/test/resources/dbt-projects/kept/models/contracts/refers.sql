{{ config(materialized='table', contract={'enforced': true}) }}
select id as agreed_id, 'x' as code from {{ ref('base') }}
