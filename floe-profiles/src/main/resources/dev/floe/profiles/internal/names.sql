{#- Where each output of the profile puts what belongs to no layer, and its layers: database and schema. -#}
{% macro floe_places() %}
  {%- set outputs = @places@ -%}
  {{ return(outputs.get(target.name, outputs.values() | first)) }}
{% endmacro %}

{#- The place of a node's layer: the one that it names, or that its folder belongs to; none if there is none. -#}
{% macro floe_place_of(node) %}
  {%- set places = floe_places() -%}
  {%- if node is none or node is undefined -%}{{ return(none) }}{%- endif -%}
  {%- set named = node.config.get('layer') -%}
  {%- if named -%}
    {%- if named not in places.layers -%}
      {{ exceptions.raise_compiler_error("there is no layer '" ~ named ~ "'; there are " ~ places.layers.keys() | join(', ')) }}
    {%- endif -%}
    {{ return(places.layers[named]) }}
  {%- endif -%}
  {%- if node.resource_type in ['model', 'seed', 'snapshot'] -%}
    {%- set folders = node.path.split('/')[:-1] -%}
    {%- for i in range(folders | length, 0, -1) -%}
      {%- set layer = places.folders.get(folders[:i] | join('/')) if places.folders else folders[i - 1] -%}
      {%- if layer in places.layers -%}{{ return(places.layers[layer]) }}{%- endif -%}
    {%- endfor -%}
  {%- endif -%}
  {{ return(none) }}
{% endmacro %}

{% macro generate_schema_name(custom_schema_name, node) -%}
  {%- set places = floe_places() -%}
  {%- set place = floe_place_of(node) -%}
  {%- if place is not none -%}{{ return(place[1]) }}{%- endif -%}
  {%- if custom_schema_name is none -%}{{ return(places.standard[1]) }}{%- endif -%}
  {%- set custom = custom_schema_name | trim -%}
  {%- if custom in places.layers -%}{{ return(places.layers[custom][1]) }}{%- endif -%}
  {%- set name = places.standard[1] ~ '_' ~ custom -%}
  {{ return(name | lower if places.iceberg else name) }}
{%- endmacro %}

{% macro generate_database_name(custom_database_name=none, node=none) -%}
  {%- set place = floe_place_of(node) -%}
  {%- if place is not none -%}{{ return(place[0]) }}{%- endif -%}
  {%- if custom_database_name is not none -%}{{ return(custom_database_name | trim) }}{%- endif -%}
  {{ return(floe_places().standard[0]) }}
{%- endmacro %}
