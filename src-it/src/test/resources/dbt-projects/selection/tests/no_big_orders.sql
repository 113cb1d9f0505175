{{ config(tags=['slow'], severity='warn') }}
select * from {{ ref('orders') }} where amount > 15
