{{ config(materialized='numbered', order_by='letter desc', post_hook=["insert into log select 'hook ' || count(*) from {{ this }}", {'sql': "insert into log values ('after')", 'transaction': false}], pre_hook="insert into log values ('before {{ this.identifier }}')", persist_docs={'relation': true, 'columns': true}) }}
select * from (values ('a'), ('b'), ('c')) as t(letter)
