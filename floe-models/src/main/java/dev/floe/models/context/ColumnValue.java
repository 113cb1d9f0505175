package dev.floe.models.context;

import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import dev.floe.models.sql.Dialect;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column of a relation as templates hold it. */
record ColumnValue(Dialect dialect, String columnName, String type) implements HostObject {
    private static final Set<String> INTEGERS = Set.of(
            "tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint", "uinteger", "ubigint");
    /** What dbt takes for the size of a text whose size is not known. */
    private static final String TEXT_SIZE = "256";

    private static final Set<String> FLOATS = Set.of("float", "double", "real");

    /** The type of a text of so many characters; DuckDB has one type for all of them. */
    static String textType(String size) {
        return "character varying(" + size + ")";
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        String base = type.toLowerCase(Locale.ROOT).replaceFirst("\\(.*", "");
        boolean integer = INTEGERS.contains(base);
        boolean decimal = base.equals("decimal") || base.equals("numeric");
        boolean text = base.equals("varchar") || base.equals("text");
        return switch (name) {
            case "name", "column" -> columnName;
            case "quoted" -> dialect.quote(columnName);
            case "dtype" -> type;
            case "data_type" -> text ? textType(TEXT_SIZE) : type;
            case "is_string" -> (Callable) arguments -> text;
            case "is_integer" -> (Callable) arguments -> integer;
            case "is_float" -> (Callable) arguments -> FLOATS.contains(base);
            case "is_numeric" -> (Callable) arguments -> decimal;
            case "is_struct" -> (Callable) arguments -> base.startsWith("struct");
            case "expanded_data_type" -> type;
            case "char_size" -> text ? Long.parseLong(TEXT_SIZE) : null;
            case "numeric_precision" -> decimal ? part(0) : null;
            case "numeric_scale" -> decimal ? part(1) : null;
            case "string_size" ->
                (Callable) arguments -> {
                    if (!text) {
                        throw ExceptionsValue.compilation("Called string_size() on non-string field!");
                    }
                    return Long.parseLong(TEXT_SIZE);
                };
            case "can_expand_to" -> (Callable) arguments -> false;
            case "literal" ->
                (Callable) arguments -> Values.text(arguments.positional().get(0)) + "::" + type;
            case "is_number" -> (Callable) arguments -> integer || decimal || FLOATS.contains(base);
            default -> Values.MISSING;
        };
    }

    /** The precision or scale of a decimal. */
    private @Nullable Object part(int index) {
        int open = type.indexOf('(');
        String[] parts = open < 0
                ? new String[0]
                : type.substring(open + 1, type.length() - 1).split(",", -1);
        return index < parts.length ? (Object) Long.valueOf(parts[index].strip()) : null;
    }

    @Override
    public String typeName() {
        return "Column";
    }

    @Override
    public String repr() {
        return "<Column " + columnName + " (" + type + ")>";
    }
}
