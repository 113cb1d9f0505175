{{ config(post_hook="insert into log values ('plain')") }}
select letter from {{ ref('pairs') }}
