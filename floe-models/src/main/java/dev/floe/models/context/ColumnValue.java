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
            case "is_number" -> (Callable) arguments -> integer || decimal || FLOATS.contains(base);
            default -> Values.MISSING;
        };
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
