{{ config(materialized='table') }}
select '{{ source("raw", "renamed") }}' as nm, '{{ source("raw","events").identifier }}' as i
