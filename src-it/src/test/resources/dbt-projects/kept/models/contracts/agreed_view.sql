{{ config(contract={'enforced': true}) }}
select 'a' as code, 1 as n
