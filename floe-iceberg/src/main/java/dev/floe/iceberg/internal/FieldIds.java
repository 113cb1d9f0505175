package dev.floe.iceberg.internal;

import dev.floe.duckdb.Sql;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Iceberg's field ids as DuckDB's COPY option FIELD_IDS takes them. */
final class FieldIds {
    /** What DuckDB calls the id of a column that has fields, among the ids of these. */
    static final String OWN_ID = "__duckdb_field_id";

    private FieldIds() {}

    /** The struct literal for a schema. */
    static String literal(Schema schema) {
        return fields(schema.columns());
    }

    private static String fields(List<Types.NestedField> fields) {
        return fields.stream()
                .map(field -> Sql.identifier(field.name()) + ": " + ids(field))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String ids(Types.NestedField field) {
        Type type = field.type();
        if (type.isPrimitiveType()) {
            return Integer.toString(field.fieldId());
        }
        String nested = switch (type.typeId()) {
            case LIST -> "element: " + ids(type.asListType().fields().get(0));
            case MAP ->
                "key: " + ids(type.asMapType().fields().get(0)) + ", value: "
                        + ids(type.asMapType().fields().get(1));
            default -> {
                String inner = fields(type.asStructType().fields());
                yield inner.substring(1, inner.length() - 1);
            }
        };
        return "{" + OWN_ID + ": " + field.fieldId() + ", " + nested + "}";
    }
}
