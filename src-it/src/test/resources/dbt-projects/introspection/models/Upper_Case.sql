select 1 as X
