{{ config(
    pre_hook=[
        {'sql': "create table if not exists {{ this.schema }}.log (what varchar)", 'transaction': false},
        "insert into {{ this.schema }}.log values ('before')"
    ],
    post_hook="insert into {{ this.schema }}.log select 'rows ' || count(*) from {{ this }}"
) }}
select 1 as id
