package dev.floe.iceberg.internal;

import dev.floe.iceberg.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** What floe asks of Iceberg schemas. */
final class Schemas {
    private Schemas() {}

    /**
     * The columns of a query with what the table says of columns of the same names: comments, at any depth, and NOT NULL of whole
     * columns. Iceberg's own replacement keeps only the field ids.
     */
    static Schema inherit(Schema query, Schema table) {
        List<Types.NestedField> fields = new ArrayList<>();
        for (Types.NestedField field : query.columns()) {
            Types.NestedField known = table.asStruct().field(field.name());
            Types.NestedField described = described(field, known);
            fields.add(known != null && known.isRequired() ? described.asRequired() : described);
        }
        return new Schema(fields);
    }

    /**
     * A schema whose columns have comments.
     *
     * @param comments by the columns' names, in any case; columns that are not named keep theirs
     */
    static Schema commented(Schema schema, Map<String, String> comments) {
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        comments.forEach((name, text) -> {
            if (!text.isEmpty()) {
                known.put(name, text);
            }
        });
        return new Schema(schema.columns().stream()
                .map(field -> Types.NestedField.from(field)
                        .withDoc(known.getOrDefault(field.name(), field.doc()))
                        .build())
                .toList());
    }

    private static Types.NestedField described(Types.NestedField field, Types.@Nullable NestedField known) {
        if (known == null) {
            return field;
        }
        return Types.NestedField.from(field)
                .ofType(described(field.type(), known.type()))
                .withDoc(known.doc())
                .build();
    }

    private static Type described(Type type, Type known) {
        if (type.typeId() != known.typeId()) {
            return type;
        }
        return switch (type.typeId()) {
            case STRUCT ->
                Types.StructType.of(type.asStructType().fields().stream()
                        .map(field -> described(field, known.asStructType().field(field.name())))
                        .toList());
            case LIST -> {
                Types.ListType list = type.asListType();
                yield Types.ListType.ofOptional(
                        list.elementId(),
                        described(list.elementType(), known.asListType().elementType()));
            }
            case MAP -> {
                Types.MapType map = type.asMapType();
                yield Types.MapType.ofOptional(
                        map.keyId(),
                        map.valueId(),
                        map.keyType(),
                        described(map.valueType(), known.asMapType().valueType()));
            }
            default -> type;
        };
    }

    /** The field ids by full name: what files that were written for a schema depend on. */
    static Map<String, Integer> ids(Schema schema) {
        return TypeUtil.indexByName(schema.asStruct());
    }

    static List<Column> columns(Schema schema) {
        return schema.columns().stream()
                .map(field -> new Column(
                        field.name(),
                        TypeMapping.duckDb(field.type()),
                        field.isOptional(),
                        Optional.ofNullable(field.doc())))
                .toList();
    }
}
