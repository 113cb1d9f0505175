"""Looks at tables through PyIceberg. Answers each line of standard input, a request as JSON, by a line of JSON."""

import base64
import datetime
import decimal
import json
import math
import sys
import traceback
import uuid

from pyiceberg.catalog import load_catalog


def plain(value):
    """A value as JSON has it: what JSON lacks becomes text in its usual form."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, (decimal.Decimal, uuid.UUID, datetime.timedelta)):
        return str(value)
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def rows(table, request):
    scan = table.scan(
        row_filter=request.get("filter") or "true",
        selected_fields=tuple(request.get("columns") or ["*"]),
        snapshot_id=request.get("snapshot"),
    )
    data = scan.to_arrow()
    order = request.get("order") or []
    if order:
        data = data.sort_by([(column, "ascending") for column in order])
    return [plain(row) for row in data.to_pylist()]


def count(table, request):
    return table.scan(row_filter=request.get("filter") or "true").count()


def describe(table, request):
    return {
        "uuid": str(table.metadata.table_uuid),
        "location": table.location(),
        "properties": dict(table.properties),
        "columns": [
            {"id": field.field_id, "name": field.name, "type": str(field.field_type), "required": field.required}
            for field in table.schema().fields
        ],
        "snapshots": [
            {
                "id": snapshot.snapshot_id,
                "parent": snapshot.parent_snapshot_id,
                "operation": snapshot.summary.operation.value if snapshot.summary else None,
                "summary": dict(snapshot.summary.additional_properties) if snapshot.summary else {},
            }
            for snapshot in table.snapshots()
        ],
        "current": table.current_snapshot().snapshot_id if table.current_snapshot() else None,
        "files": [task.file.file_path for task in table.scan().plan_files()] if table.current_snapshot() else [],
    }


def answer(request):
    catalog = load_catalog("it", **request["catalog"])
    commands = {"rows": rows, "count": count, "describe": describe}
    table = catalog.load_table(tuple(request["table"]))
    return commands[request["command"]](table, request)


def main():
    for line in sys.stdin:
        try:
            reply = {"answer": answer(json.loads(line))}
        except Exception:
            reply = {"error": traceback.format_exc()}
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()


main()
