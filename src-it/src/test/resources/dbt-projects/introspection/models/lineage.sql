{# ref('commented') #}
-- {{ ref('base') }}
select 1 as a /* {{ ref('one') }} */
