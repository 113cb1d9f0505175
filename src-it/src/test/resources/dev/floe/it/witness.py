"""Looks at tables through PyIceberg. Answers each line of standard input, a request as JSON, by a line of JSON."""

import base64
import datetime
import decimal
import json
import math
import operator
import sys
import traceback
import uuid

import pyarrow as pa
import pyarrow.parquet as pq
from pyiceberg.catalog import load_catalog
from pyiceberg.expressions import EqualTo, GreaterThan, IsNull, LessThan, NotNull


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


def raw(column):
    """The values of an Arrow column as whole numbers, bytes, texts and lists of these, which can be compared where Python has no such date."""
    if isinstance(column, pa.ChunkedArray):
        return [value for chunk in column.chunks for value in raw(chunk)]
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        return raw(column.storage)
    if pa.types.is_dictionary(kind):
        return raw(column.dictionary_decode())
    there = column.is_valid().to_pylist()
    if pa.types.is_floating(kind):
        column = column.view(pa.int32() if kind.bit_width == 32 else pa.int64())
    elif pa.types.is_temporal(kind):
        column = column.cast(pa.int32() if kind.bit_width == 32 else pa.int64())
    elif pa.types.is_struct(kind):
        fields = [raw(field) for field in column.flatten()]
        names = [field.name for field in kind]
        return [
            {name: field[i] for name, field in zip(names, fields)} if there[i] else None for i in range(len(column))
        ]
    elif pa.types.is_map(kind):
        keys, values, ends = raw(column.keys), raw(column.items), column.offsets.to_pylist()
        return [
            list(zip(keys[ends[i] : ends[i + 1]], values[ends[i] : ends[i + 1]])) if there[i] else None
            for i in range(len(column))
        ]
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind):
        values, ends = raw(column.values), column.offsets.to_pylist()
        return [values[ends[i] : ends[i + 1]] if there[i] else None for i in range(len(column))]
    return column.to_pylist()


COMPARISONS = [(EqualTo, operator.eq), (LessThan, operator.lt), (GreaterThan, operator.gt)]


def differences(table, request):
    """Where a table differs from a Parquet file that DuckDB wrote, column by column; both have a column i, whose values are unique."""
    expected = pq.read_table(request["file"]).sort_by("i")
    found = table.scan().to_arrow().sort_by("i")
    if expected.column_names != found.column_names:
        return [f"columns {found.column_names} instead of {expected.column_names}"]
    wrong = []
    for name in expected.column_names:
        want, have = raw(expected[name]), raw(found[name])
        if want != have:
            wrong.append(f"{name}: {have} instead of {want}"[:2000])
    for name in request["pruned"]:
        column = expected[name]
        keys = column.to_pylist() if pa.types.is_floating(column.type) else raw(column)
        for key, value in {key: python(scalar) for key, scalar in zip(keys, column)}.items():
            if value is None or isinstance(value, float) and not math.isfinite(value):
                continue
            for ask, holds in COMPARISONS:
                want = sum(each is not None and holds(each, key) for each in keys)
                # PyIceberg (0.12) cannot give an empty result of a table with a UUID.
                have = table.scan(row_filter=ask(name, value), selected_fields=("i",)).count() if want else 0
                if want != have:
                    wrong.append(f"{name} {ask.__name__} {value!r}: {have} instead of {want}")
        for ask, want in ((IsNull(name), column.null_count), (NotNull(name), len(column) - column.null_count)):
            have = table.scan(row_filter=ask, selected_fields=("i",)).count() if want else 0
            if want != have:
                wrong.append(f"{ask}: {have} instead of {want}")
    return wrong


def python(scalar):
    """The value in Python's words; nothing where it has none, as for years after 9999 and the end of a day."""
    if pa.types.is_time(scalar.type) and scalar.value == 86_400_000_000:
        return None
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return None


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
    commands = {"rows": rows, "count": count, "describe": describe, "differences": differences}
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
