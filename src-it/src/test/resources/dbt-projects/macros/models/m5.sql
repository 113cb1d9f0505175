select {{ pivot('kind', values_of(ref('nums'), 'kind'), prefix='n_') }} from {{ ref('nums') }}
