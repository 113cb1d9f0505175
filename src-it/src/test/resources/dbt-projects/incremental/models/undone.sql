{{ config(post_hook="select * from nowhere_at_all") }}
select 1 as id
