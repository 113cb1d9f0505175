{% test unique(model, column_name) %}{{ adapter.dispatch('test_unique', 'dbt')(model, column_name) }}{% endtest %}

{% test not_null(model, column_name) %}{{ adapter.dispatch('test_not_null', 'dbt')(model, column_name) }}{% endtest %}

{% test accepted_values(model, column_name, values, quote=True) %}
{{- adapter.dispatch('test_accepted_values', 'dbt')(model, column_name, values, quote) }}
{%- endtest %}

{% test relationships(model, column_name, to, field) %}
{{- adapter.dispatch('test_relationships', 'dbt')(model, column_name, to, field) }}
{%- endtest %}

{% macro default__test_unique(model, column_name) %}
select {{ column_name }} as unique_field, count(*) as n_records
from {{ model }}
where {{ column_name }} is not null
group by {{ column_name }}
having n_records > 1
{% endmacro %}

{% macro default__test_not_null(model, column_name) %}
select {{ '*' if should_store_failures() else column_name }}
from {{ model }}
where {{ column_name }} is null
{% endmacro %}

{% macro default__test_accepted_values(model, column_name, values, quote=True) %}
select value_field, n_records
from (
    select {{ column_name }} as value_field, count(*) as n_records
    from {{ model }}
    group by {{ column_name }}
) as all_values
where value_field not in (
    {%- for value in values -%}
        {#- A quote that is not doubled yet is, so that every value can be said as it is. -#}
        {%- set text = value | string -%}
        {%- if "'" in text | replace("''", '') -%}{%- set text = escape_single_quotes(text) -%}{%- endif -%}
        {{ string_literal(text) if quote else value }}{{ ', ' if not loop.last }}
    {%- endfor -%}
)
{% endmacro %}

{% macro default__test_relationships(model, column_name, to, field) %}
select child.from_field
from (select {{ column_name }} as from_field from {{ model }} where {{ column_name }} is not null) as child
left join (select {{ field }} as to_field from {{ to }}) as parent on child.from_field = parent.to_field
where parent.to_field is null
{% endmacro %}
