select 1, 'x', 1+1
