select {{ cents('amount') }} as c, {{ cents('amount', digits=0) }} as c0, {{ joined('id', 'kind', z='1+1', y="'s'") }} from {{ ref('nums') }}
