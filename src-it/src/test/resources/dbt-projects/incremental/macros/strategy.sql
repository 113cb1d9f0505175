{% macro get_incremental_newest_sql(arg_dict) %}
    delete from {{ arg_dict.target_relation }};
    insert into {{ arg_dict.target_relation }} select {{ get_quoted_csv(arg_dict.dest_columns | map(attribute='name')) }} from {{ arg_dict.temp_relation }}
{% endmacro %}
