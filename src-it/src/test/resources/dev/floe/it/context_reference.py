"""Renders templates in the context that dbt gives a model when it runs.

usage: python context_reference.py PROJECT CASES OUTCOMES VARIABLE=VALUE

PROJECT is the folder of a dbt project with its profiles.yml and a model "node"; VARIABLE an environment variable to set; CASES a JSON list of templates; OUTCOMES a JSON list with,
per template, {"output"} or {"error", "message"}.
"""

import json
import os
import sys

from dbt.adapters.factory import FACTORY
from dbt.cli.main import dbtRunner
from dbt.clients.jinja import get_rendered
from dbt.context.providers import generate_runtime_model_context


def render(template, node, config, manifest):
    try:
        result = get_rendered(template, generate_runtime_model_context(node, config, manifest), node)
        return {"output": result}
    except Exception as e:
        return {"error": type(e).__name__, "message": str(getattr(e, "msg", e))}


def main(project, cases_file, outcomes_file, variable):
    os.environ.update([variable.split("=", 1)])
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    os.chdir(project)
    arguments = ["--quiet", "parse", "--project-dir", project, "--profiles-dir", project, "--no-partial-parse"]
    parsed = dbtRunner().invoke(arguments)
    if not parsed.success:
        raise parsed.exception
    manifest = parsed.result
    config = next(iter(FACTORY.adapters.values())).config
    node = next(node for node in manifest.nodes.values() if node.name == "node")
    with open(cases_file, encoding="utf-8") as file:
        cases = json.load(file)
    with open(outcomes_file, "w", encoding="utf-8") as file:
        json.dump([render(case, node, config, manifest) for case in cases], file)


if __name__ == "__main__":
    main(*sys.argv[1:])
