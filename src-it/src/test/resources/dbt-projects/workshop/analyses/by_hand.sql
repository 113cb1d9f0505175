select {% for c in ['a', 'b'] %}'{{ c | upper }}'{{ ', ' if not loop.last }}{% endfor %} from {{ ref('stg_tree') }};
select 'a second statement, which dbt leaves out'
