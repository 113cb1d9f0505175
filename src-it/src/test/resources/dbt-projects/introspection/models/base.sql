select * from (values (1, 'a', date '2024-01-01'), (2, 'b', date '2024-02-01')) t(id, "Name", dt)
