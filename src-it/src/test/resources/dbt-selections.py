"""Lists what many selections select: reads a list of argument lists as JSON, writes a list of lists of unique ids, or null for an error."""

import json
import sys

from dbt.cli.main import dbtRunner

runner = dbtRunner()
answers = []
for arguments in json.load(sys.stdin):
    result = runner.invoke(
        ["--quiet", "ls", "--profiles-dir", ".", "--output", "json", "--output-keys", "unique_id", *arguments]
    )
    answers.append(sorted(json.loads(line)["unique_id"] for line in result.result or []) if result.success else None)
with open(sys.argv[1], "w") as out:
    json.dump(answers, out)
