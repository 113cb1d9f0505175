"""Runs dbt once for each line of the input, a JSON list of arguments, in one process; prints a JSON line for each."""

import json
import sys

from dbt.cli.main import dbtRunner

for line in sys.stdin:
    arguments = json.loads(line)
    printed = []
    result = dbtRunner(callbacks=[lambda event: printed.append(event.info.msg)]).invoke(arguments)
    nodes = {}
    for node in getattr(result.result, "results", None) or []:
        if hasattr(node, "node"):
            nodes[node.node.unique_id] = [str(node.status), node.node.relation_name, str(node.message)]
    print("\n@" + json.dumps({
        "success": result.success,
        "error": None if result.exception is None else str(result.exception),
        "nodes": nodes,
        "printed": [] if result.success else [line for line in printed if "rror" in line],
    }), flush=True)
