"""Reads the artifacts of a target folder by dbt's own classes, and checks them against the schemas that these give."""

import json
import pathlib
import sys

import jsonschema
from dbt.artifacts.schemas.catalog import CatalogArtifact
from dbt.artifacts.schemas.freshness import FreshnessExecutionResultArtifact
from dbt.artifacts.schemas.manifest import WritableManifest
from dbt.artifacts.schemas.run import RunResultsArtifact

KINDS = {
    "manifest.json": WritableManifest,
    "run_results.json": RunResultsArtifact,
    "sources.json": FreshnessExecutionResultArtifact,
    "catalog.json": CatalogArtifact,
}

target = pathlib.Path(sys.argv[1])
read = []
for name, kind in KINDS.items():
    file = target / name
    if file.exists():
        kind.read_and_check_versions(str(file))
        jsonschema.validate(json.loads(file.read_text()), kind.json_schema())
        read.append(name)
print("read " + ", ".join(read))
