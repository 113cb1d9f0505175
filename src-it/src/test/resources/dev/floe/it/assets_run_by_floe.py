"""Materializes the assets of a definitions file in this process; prints what Dagster was told. Arguments: the file, then asset keys."""

import importlib.util
import json
import sys

from dagster import AssetKey

spec = importlib.util.spec_from_file_location("definitions", sys.argv[1])
definitions = importlib.util.module_from_spec(spec)
spec.loader.exec_module(definitions)
job = definitions.defs.get_implicit_global_asset_job_def()

for selection in [None] + [[AssetKey(key.split("/"))] for key in sys.argv[2:]]:
    result = job.execute_in_process(raise_on_error=False, asset_selection=selection)
    print("\n@" + json.dumps({
        "success": result.success,
        "materializations": {
            event.materialization.asset_key.to_user_string(): {
                key: value.value for key, value in event.materialization.metadata.items()
            }
            for event in result.get_asset_materialization_events()
        },
        "checks": {
            f"{check.asset_key.to_user_string()}:{check.check_name}": [check.passed, check.severity.value]
            for check in result.get_asset_check_evaluations()
        },
    }, default=str))
