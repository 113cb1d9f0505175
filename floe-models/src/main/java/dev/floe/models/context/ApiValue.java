package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.models.sql.Dialect;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code api.Relation} and {@code api.Column}. */
record ApiValue(Dialect dialect) implements HostObject {
    private static final String CTE_PREFIX = "__dbt__cte__";
    private static final Map<String, String> RELATION_TYPES = Map.of(
            "Table",
            "table",
            "View",
            "view",
            "CTE",
            "cte",
            "External",
            "external",
            "MaterializedView",
            "materialized_view");
    private static final Signature RELATION =
            Signature.of("create(database=None, schema=None, identifier=None, type=None, **kwargs)");
    private static final Signature NUMERIC = Signature.of("numeric_type(dtype, precision, scale)");
    private static final Signature COLUMN =
            Signature.of("Column(column, dtype, char_size=None, numeric_precision=None, numeric_scale=None)");

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "Relation" ->
                (HostObject) member -> switch (member) {
                    case "create" -> (Callable) this::relation;
                    case "scd_args" -> (Callable) SnapshotFunctions::hashed;
                    case "add_ephemeral_prefix" ->
                        (Callable) arguments ->
                                CTE_PREFIX + Values.text(arguments.positional().get(0));
                    case "Table", "View", "CTE", "External", "MaterializedView" -> RELATION_TYPES.get(member);
                    default -> Values.MISSING;
                };
            case "Column" -> new ColumnClass(dialect);
            default -> Values.MISSING;
        };
    }

    private Object relation(Arguments arguments) {
        @Nullable Object[] bound = RELATION.bind(arguments);
        return RelationValue.of(dialect, text(bound[0]), text(bound[1]), text(bound[2]), RelationValue.kind(bound[3]));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null || Values.isUndefined(value) ? null : Values.text(value);
    }

    /** {@code api.Column(name, type)}. */
    private record ColumnClass(Dialect dialect) implements Callable, HostObject {
        @Override
        public Object call(Arguments arguments) {
            Object[] bound = COLUMN.bind(arguments);
            return new ColumnValue(dialect, Values.text(bound[0]), translated(Values.text(bound[1])));
        }

        private static String translated(String type) {
            return type.equalsIgnoreCase("string") ? "TEXT" : type;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return switch (name) {
                case "create" -> this;
                case "translate_type" ->
                    (Callable) arguments ->
                            translated(Values.text(arguments.positional().get(0)));
                case "string_type" ->
                    (Callable) arguments -> ColumnValue.textType(
                            Values.text(arguments.positional().get(0)));
                case "numeric_type" ->
                    (Callable) arguments -> {
                        @Nullable Object[] bound = NUMERIC.bind(arguments);
                        String type = Values.text(bound[0]);
                        return bound[1] == null || bound[2] == null
                                ? type
                                : type + "(" + Values.text(bound[1]) + "," + Values.text(bound[2]) + ")";
                    };
                default -> Values.MISSING;
            };
        }
    }
}
