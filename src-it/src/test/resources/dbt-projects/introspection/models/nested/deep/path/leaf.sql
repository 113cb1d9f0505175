select '{{ model.path }}|{{ model.fqn | join(".") }}' as p
