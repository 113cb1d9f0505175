{{ config(materialized='table') }}
select 1::tinyint a, 1::hugeint b, 1.5::decimal(5,2) c, 'x' d, date '2020-01-01' e, timestamp '2020-01-01 01:02:03' f, timestamptz '2020-01-01 00:00:00+00' g, interval 1 day h, [1,2] i, {'a': 1} j, map {'k': 1} k, uuid '00000000-0000-0000-0000-000000000001' l, 'ab'::blob m, time '10:00' n, null o, true p, 1.5::float q, 2.5::double r, 'a'::enum('a','b') s
