"""Dagster definitions of a project that floe runs. Beforehand: floe parse, and floe profiles, in the project's folder."""

import os
from pathlib import Path

from dagster import Definitions, Output
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, dbt_assets

PROJECT = Path(os.environ.get("FLOE_PROJECT", Path(__file__).parent.parent / "quickstart"))
FLOE = os.environ.get("FLOE_COMMAND", "floe")


class Translator(DagsterDbtTranslator):
    """Puts all assets below a prefix, so that two projects may have models of one name."""

    def get_asset_spec(self, manifest, unique_id, project):
        spec = super().get_asset_spec(manifest, unique_id, project)
        return spec.replace_attributes(key=spec.key.with_prefix("lake"))


@dbt_assets(manifest=PROJECT / "target" / "manifest.json", dagster_dbt_translator=Translator())
def lake(context, floe: DbtCliResource):
    run = floe.cli(["build"], context=context)
    for event in run.stream_raw_events():
        for told in event.to_default_asset_events(run.manifest, run.dagster_dbt_translator, context, run.target_path):
            rows = event.raw_event["data"].get("rows")
            if isinstance(told, Output) and rows is not None:
                context.add_output_metadata({"dagster/row_count": rows}, output_name=told.output_name)
            yield told


defs = Definitions(
    assets=[lake],
    resources={"floe": DbtCliResource(project_dir=os.fspath(PROJECT), dbt_executable=FLOE)},
)
