with all_people (id, region, name, updated_at, first_build, last_build) as (
    values
        (1, 'n', 'ann', timestamp '2024-01-01', 1, 2),
        (1, 'n', null, timestamp '2024-03-01', 3, 9),
        (2, 'n', 'bob', timestamp '2024-01-01', 1, 1),
        (2, 'n', 'Bob', timestamp '2024-02-01', 2, 2),
        (3, 's', 'cid', timestamp '2024-01-02', 1, 1),
        (3, 's', 'cid', timestamp '2024-01-02', 3, 9),
        (4, 's', 'dee', timestamp '2024-01-03', 1, 2),
        (4, 's', 'eve', timestamp '2024-01-03', 3, 9),
        (5, 's', 'fay', timestamp '2024-02-05', 2, 9)
)
select id, region, name, updated_at
from all_people
where (select count(*) from {{ ref('builds') }}) between first_build and last_build
