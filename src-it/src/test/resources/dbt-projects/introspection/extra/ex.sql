select '{{ model.path }}|{{ model.original_file_path }}' as p
