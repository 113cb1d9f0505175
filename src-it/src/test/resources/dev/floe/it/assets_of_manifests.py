"""Loads the manifests that are the arguments into Dagster; prints the assets and checks of each as JSON."""

import json
import sys
from pathlib import Path

from dagster import AssetKey
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, build_dbt_asset_specs, dbt_assets


class Prefixed(DagsterDbtTranslator):
    def get_asset_spec(self, manifest, unique_id, project):
        spec = super().get_asset_spec(manifest, unique_id, project)
        return spec.replace_attributes(key=spec.key.with_prefix("lake"))


def told(spec):
    return {
        "deps": sorted(dep.asset_key.to_user_string() for dep in spec.deps),
        "group": spec.group_name,
        "tags": dict(sorted((k, v) for k, v in spec.tags.items())),
        "kinds": sorted(spec.kinds),
        "description": spec.description,
        "owners": list(spec.owners),
        "code_version": spec.code_version,
        "metadata": sorted(key for key in spec.metadata),
        "table": spec.metadata.get("dagster/relation_identifier"),
        "columns": str(spec.metadata.get("dagster/column_schema")),
    }


for path in map(Path, sys.argv[1:]):
    manifest = json.loads(path.read_text())

    @dbt_assets(manifest=manifest)
    def assets(context, dbt: DbtCliResource):
        yield from dbt.cli(["build"], context=context).stream()

    print("\n@" + json.dumps({
        "specs": {s.key.to_user_string(): told(s) for s in build_dbt_asset_specs(manifest=manifest)},
        "assets": {s.key.to_user_string(): told(s) for s in assets.specs},
        "checks": sorted([c.asset_key.to_user_string(), c.name, c.description, c.blocking] for c in assets.check_specs),
        "prefixed": sorted(
            s.key.to_user_string()
            for s in build_dbt_asset_specs(manifest=manifest, dagster_dbt_translator=Prefixed())
        ),
    }, default=str))
