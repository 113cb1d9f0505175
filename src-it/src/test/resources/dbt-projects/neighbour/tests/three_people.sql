select * from {{ ref('totals') }} where n <> 3
