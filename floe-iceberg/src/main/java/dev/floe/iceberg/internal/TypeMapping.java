package dev.floe.iceberg.internal;

import dev.floe.duckdb.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Which Iceberg type a DuckDB type becomes, and which cast makes DuckDB write just that.
 *
 * <p>What has no equal in Iceberg becomes the smallest type that holds every value; where none does, the type is refused.
 */
final class TypeMapping {
    /** The precision that holds every UBIGINT. */
    private static final DuckType.Decimal UBIGINT_AS = new DuckType.Decimal(20, 0);

    /** The widest decimal; a HUGEINT beyond it fails the query, which is what one wants of it. */
    private static final DuckType.Decimal HUGEINT_AS = new DuckType.Decimal(38, 0);

    private static final Map<String, String> CASTS = Map.ofEntries(
            Map.entry("TINYINT", "INTEGER"),
            Map.entry("SMALLINT", "INTEGER"),
            Map.entry("UTINYINT", "INTEGER"),
            Map.entry("USMALLINT", "INTEGER"),
            Map.entry("UINTEGER", "BIGINT"),
            Map.entry("JSON", "VARCHAR"),
            Map.entry("BIT", "VARCHAR"),
            Map.entry("TIMESTAMP_S", "TIMESTAMP"),
            Map.entry("TIMESTAMP_MS", "TIMESTAMP"),
            Map.entry("\"NULL\"", "INTEGER"));

    private static final Map<String, Type> SCALARS = Map.ofEntries(
            Map.entry("BOOLEAN", Types.BooleanType.get()),
            Map.entry("INTEGER", Types.IntegerType.get()),
            Map.entry("BIGINT", Types.LongType.get()),
            Map.entry("FLOAT", Types.FloatType.get()),
            Map.entry("DOUBLE", Types.DoubleType.get()),
            Map.entry("VARCHAR", Types.StringType.get()),
            Map.entry("BLOB", Types.BinaryType.get()),
            Map.entry("UUID", Types.UUIDType.get()),
            Map.entry("DATE", Types.DateType.get()),
            Map.entry("TIME", Types.TimeType.get()),
            Map.entry("TIMESTAMP", Types.TimestampType.withoutZone()),
            Map.entry("TIMESTAMP WITH TIME ZONE", Types.TimestampType.withZone()));

    private static final Map<String, String> ADVICE = Map.of(
            "INTERVAL", "cast it to VARCHAR, or to a number of seconds with epoch(..)",
            "TIME WITH TIME ZONE", "cast it to TIME or VARCHAR",
            "TIME_NS", "cast it to TIME, which holds microseconds",
            "TIMESTAMP_NS", "cast it to TIMESTAMP, which holds microseconds",
            "BIGNUM", "cast it to VARCHAR, and that to DECIMAL where it fits",
            "VARIANT", "cast it to JSON, or to the type that it holds",
            "GEOMETRY", "write it as BLOB with ST_AsWKB(..) or as VARCHAR with ST_AsText(..)");

    private TypeMapping() {}

    /** A type that cannot be written. */
    record Refused(String path, String type, String advice) {}

    /** What DuckDB is to write instead of a type; the type itself where it can be written as it is. */
    static DuckType written(DuckType type, String path, List<Refused> refused) {
        if (type instanceof DuckType.Enumeration) {
            return new DuckType.Scalar("VARCHAR");
        } else if (type instanceof DuckType.Struct struct) {
            return new DuckType.Struct(struct.fields().stream()
                    .map(field ->
                            new DuckType.Field(field.name(), written(field.type(), path + "." + field.name(), refused)))
                    .toList());
        } else if (type instanceof DuckType.ListOf list) {
            return new DuckType.ListOf(written(list.element(), path + "[]", refused));
        } else if (type instanceof DuckType.ArrayOf array) {
            return new DuckType.ListOf(written(array.element(), path + "[]", refused));
        } else if (type instanceof DuckType.MapOf map) {
            return new DuckType.MapOf(
                    written(map.key(), path + ".key", refused), written(map.value(), path + ".value", refused));
        } else if (type instanceof DuckType.Union union) {
            refused.add(new Refused(path, union.text(), "pick one member, or cast it to VARCHAR"));
            return type;
        } else if (type instanceof DuckType.Unnamed unnamed) {
            refused.add(new Refused(path, unnamed.text(), "give its fields names, as {'a': .., 'b': ..} does"));
            return type;
        } else if (type instanceof DuckType.Scalar scalar) {
            return scalar(scalar, path, refused);
        }
        return type;
    }

    private static DuckType scalar(DuckType.Scalar scalar, String path, List<Refused> refused) {
        String name = scalar.name();
        if (name.equals("UBIGINT")) {
            return UBIGINT_AS;
        }
        if (name.equals("HUGEINT") || name.equals("UHUGEINT")) {
            return HUGEINT_AS;
        }
        String cast = CASTS.getOrDefault(name, name);
        if (!SCALARS.containsKey(cast)) {
            // A geometry's type may say its coordinates in parentheses.
            String advice = ADVICE.getOrDefault(name.replaceFirst("\\(.*", ""), "cast it to VARCHAR or BLOB");
            refused.add(new Refused(path, name, advice));
        }
        return new DuckType.Scalar(cast);
    }

    /** The Iceberg type of what {@link #written} gave without a refusal; field ids start after the counter's. */
    static Type iceberg(DuckType type, int[] lastId) {
        if (type instanceof DuckType.Scalar scalar) {
            Type known = SCALARS.get(scalar.name());
            if (known == null) {
                throw new IllegalStateException("Not a written type: " + scalar.name());
            }
            return known;
        } else if (type instanceof DuckType.Decimal decimal) {
            return Types.DecimalType.of(decimal.precision(), decimal.scale());
        } else if (type instanceof DuckType.Struct struct) {
            List<Types.NestedField> fields = new ArrayList<>();
            for (DuckType.Field field : struct.fields()) {
                fields.add(Types.NestedField.optional(++lastId[0], field.name(), iceberg(field.type(), lastId)));
            }
            return Types.StructType.of(fields);
        } else if (type instanceof DuckType.ListOf list) {
            return Types.ListType.ofOptional(++lastId[0], iceberg(list.element(), lastId));
        } else if (type instanceof DuckType.MapOf map) {
            int key = ++lastId[0];
            int value = ++lastId[0];
            return Types.MapType.ofOptional(key, value, iceberg(map.key(), lastId), iceberg(map.value(), lastId));
        }
        throw new IllegalStateException("Not a written type: " + type);
    }

    /** A type in DuckDB's SQL. */
    static String sql(DuckType type) {
        if (type instanceof DuckType.Scalar scalar) {
            return scalar.name();
        } else if (type instanceof DuckType.Decimal decimal) {
            return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
        } else if (type instanceof DuckType.Struct struct) {
            return struct.fields().stream()
                    .map(field -> Sql.identifier(field.name()) + " " + sql(field.type()))
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        } else if (type instanceof DuckType.ListOf list) {
            return sql(list.element()) + "[]";
        } else if (type instanceof DuckType.MapOf map) {
            return "MAP(" + sql(map.key()) + ", " + sql(map.value()) + ")";
        }
        throw new IllegalStateException("Not a written type: " + type);
    }

    /** The DuckDB type that an Iceberg type is read as. */
    static String duckDb(Type type) {
        return switch (type.typeId()) {
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INTEGER";
            case LONG -> "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case STRING -> "VARCHAR";
            case BINARY, FIXED -> "BLOB";
            case UUID -> "UUID";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP ->
                ((Types.TimestampType) type).shouldAdjustToUTC() ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
            case TIMESTAMP_NANO -> "TIMESTAMP_NS";
            case DECIMAL -> {
                Types.DecimalType decimal = (Types.DecimalType) type;
                yield "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
            }
            case STRUCT ->
                type.asStructType().fields().stream()
                        .map(field -> Sql.identifier(field.name()) + " " + duckDb(field.type()))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
            case LIST -> duckDb(type.asListType().elementType()) + "[]";
            case MAP ->
                "MAP(" + duckDb(type.asMapType().keyType()) + ", "
                        + duckDb(type.asMapType().valueType()) + ")";
            default -> type.toString().toUpperCase(java.util.Locale.ROOT);
        };
    }
}
