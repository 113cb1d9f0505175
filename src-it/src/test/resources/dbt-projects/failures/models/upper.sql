select 1 as "ID", 2 as "Mixed Case", 3 as "select", 4 as "q""q"
