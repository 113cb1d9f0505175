{{ config(materialized='table') }}
-- a leading comment with the word with
with q as (
  select * from {{ ref('e2') }}
), w as (select * from {{ ref('e3') }})
select q.*, w.n from q, w
