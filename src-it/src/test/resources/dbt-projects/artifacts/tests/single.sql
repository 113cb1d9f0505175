{{ config(severity='warn', tags=['single']) }}
select * from {{ ref('mart') }} where id > 100 {# none #}
