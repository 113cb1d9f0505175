{{ config(enabled=var('flag')) }}
select 1 as x
