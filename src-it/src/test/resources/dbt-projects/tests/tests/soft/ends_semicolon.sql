select * from {{ ref('people') }} where age > 900;
