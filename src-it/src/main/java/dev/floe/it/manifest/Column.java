package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * dbt-duckdb's Column. Immutable.
 *
 * @param column the name
 * @param dtype the type as the database tells it
 * @param size characters of a text; null if it is not known
 * @param precision digits of a number; null if they are not known
 * @param scale digits after the point; null if they are not known
 */
record Column(
        String column,
        String dtype,
        @Nullable Object size,
        @Nullable Object precision,
        @Nullable Object scale) implements HostObject {
    private static final Set<String> TEXTS = Set.of("text", "character varying", "character", "varchar");
    private static final Set<String> FLOATS = Set.of("real", "float", "float4", "float8", "double");
    private static final Set<String> DECIMALS = Set.of("numeric", "decimal");
    private static final Set<String> INTEGERS = Set.of(
            "tinyint",
            "smallint",
            "integer",
            "bigint",
            "hugeint",
            "utinyint",
            "usmallint",
            "uinteger",
            "ubigint",
            "int1",
            "int2",
            "int4",
            "int8",
            "short",
            "int",
            "signed",
            "long");
    private static final Pattern STRUCT =
            Pattern.compile("STRUCT\\((.*)\\)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final long DEFAULT_SIZE = 256;

    @Override
    public @Nullable Object getAttribute(String name) {
        String type = dtype.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "name", "column" -> column;
            case "quoted" -> '"' + column + '"';
            case "dtype" -> dtype;
            case "data_type", "expanded_data_type" -> dataType();
            case "char_size" -> size;
            case "numeric_precision" -> precision;
            case "numeric_scale" -> scale;
            case "fields" -> Values.list(fields());
            case "is_string" -> answer(TEXTS.contains(type));
            case "is_float" -> answer(FLOATS.contains(type));
            case "is_integer" -> answer(INTEGERS.contains(type));
            case "is_numeric" -> answer(DECIMALS.contains(type));
            case "is_number" -> answer(INTEGERS.contains(type) || FLOATS.contains(type) || DECIMALS.contains(type));
            case "is_struct" -> answer(isStruct());
            case "string_size" -> (Callable) arguments -> stringSize();
            case "can_expand_to" -> answer(false);
            case "flatten" -> (Callable) arguments -> Values.list(flatten());
            case "literal" ->
                (Callable) arguments -> Values.text(arguments.positional().get(0)) + "::" + dataType();
            default -> new OfType().getAttribute(name);
        };
    }

    private static Callable answer(boolean value) {
        return arguments -> value;
    }

    private Object stringSize() {
        return dtype.equals("text") || size == null ? (Object) DEFAULT_SIZE : size;
    }

    private String dataType() {
        String type = dtype.toLowerCase(Locale.ROOT);
        if (TEXTS.contains(type)) {
            return stringType(stringSize());
        }
        return DECIMALS.contains(type) ? numericType(dtype, precision, scale) : dtype;
    }

    private static String stringType(@Nullable Object size) {
        return "character varying(" + Values.text(size) + ")";
    }

    private static String numericType(String type, @Nullable Object precision, @Nullable Object scale) {
        return precision == null || scale == null
                ? type
                : type + "(" + Values.text(precision) + "," + Values.text(scale) + ")";
    }

    private boolean isStruct() {
        return dtype.toLowerCase(Locale.ROOT).startsWith("struct");
    }

    private List<Column> fields() {
        List<Column> fields = new ArrayList<>();
        Matcher struct = STRUCT.matcher(dtype);
        if (!struct.lookingAt()) {
            return fields;
        }
        int depth = 0;
        int start = 0;
        String content = struct.group(1) + ",";
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                String[] parts = content.substring(start, i).strip().split(" ", 2);
                fields.add(new Column(parts[0], parts.length > 1 ? parts[1] : "", null, null, null));
                start = i + 1;
            }
        }
        return fields;
    }

    /** The column itself, or the fields of a struct under dotted names. */
    List<Column> flatten() {
        if (!isStruct()) {
            return List.of(this);
        }
        List<Column> flat = new ArrayList<>();
        for (Column field : fields()) {
            field.flatten()
                    .forEach(inner -> flat.add(new Column(column + "." + inner.column, inner.dtype, null, null, null)));
        }
        return flat;
    }

    @Override
    public String typeName() {
        return "DuckDBColumn";
    }

    @Override
    public String repr() {
        return "DuckDBColumn(column=" + Values.repr(column) + ", dtype=" + Values.repr(dtype) + ", char_size="
                + Values.repr(size) + ", numeric_precision=" + Values.repr(precision) + ", numeric_scale="
                + Values.repr(scale) + ", fields=" + Values.repr(Values.list(fields())) + ")";
    }

    /** {@code api.Column}. */
    static final class OfType implements HostObject, Callable {
        private static final Signature NEW = Signature.of(
                "Column(column, dtype, char_size=None, numeric_precision=None, numeric_scale=None, fields=None)");
        private static final Signature CREATE = Signature.of("create(name, label_or_dtype)");
        private static final Signature NUMERIC = Signature.of("numeric_type(dtype, precision, scale)");

        @Override
        public Object call(Arguments arguments) {
            @Nullable Object[] bound = NEW.bind(arguments);
            return new Column(Values.text(bound[0]), Values.text(bound[1]), bound[2], bound[3], bound[4]);
        }

        private static String translated(String type) {
            return type.equalsIgnoreCase("string") ? "TEXT" : type;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return switch (name) {
                case "create" ->
                    (Callable) arguments -> {
                        @Nullable Object[] bound = CREATE.bind(arguments);
                        return new Column(Values.text(bound[0]), translated(Values.text(bound[1])), null, null, null);
                    };
                case "translate_type" ->
                    (Callable) arguments ->
                            translated(Values.text(arguments.positional().get(0)));
                case "string_type" ->
                    (Callable) arguments -> stringType(arguments.positional().get(0));
                case "numeric_type" ->
                    (Callable) arguments -> {
                        @Nullable Object[] bound = NUMERIC.bind(arguments);
                        return numericType(Values.text(bound[0]), bound[1], bound[2]);
                    };
                default -> Values.MISSING;
            };
        }

        @Override
        public String typeName() {
            return "type";
        }
    }
}
