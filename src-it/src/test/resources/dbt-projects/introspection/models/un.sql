{{ union_all([ref('base'), ref('base')]) }}
