{# only comment #}
select
  1 as a -- no newline after
