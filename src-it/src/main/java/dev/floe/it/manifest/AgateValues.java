package dev.floe.it.manifest;

import dev.floe.jinja.Values;
import dev.floe.models.modules.DateTimeValue;
import dev.floe.models.modules.DateValue;
import dev.floe.models.modules.TimeValue;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the database as dbt's tables hold them: decimals for floats, JSON for nested values, text for what has no type there. */
final class AgateValues {
    private AgateValues() {}

    static @Nullable Object of(@Nullable Object value) throws SQLException {
        if (value == null || value instanceof Boolean || value instanceof BigDecimal || value instanceof String) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? new BigDecimal(Values.text(floating(value))) : (Object) number;
        }
        if (value instanceof Number) {
            return value;
        }
        if (value instanceof LocalDate date) {
            return new DateValue(date);
        }
        if (value instanceof LocalDateTime moment) {
            return DateTimeValue.naive(moment);
        }
        if (value instanceof Timestamp moment) {
            return DateTimeValue.naive(moment.toLocalDateTime());
        }
        if (value instanceof LocalTime time) {
            return Values.text(new TimeValue(time));
        }
        if (value instanceof OffsetDateTime moment) {
            return DateTimeValue.utc(moment.toInstant());
        }
        if (value instanceof Array || value instanceof Struct || value instanceof Map) {
            return ValueFunctions.json(plain(value));
        }
        return value.toString();
    }

    /** Python has one type of float: a single one is widened, not printed short. */
    private static Object floating(Object value) {
        return value instanceof Float single ? (Object) (double) single : value;
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value instanceof Array array) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Object element : (Object[]) array.getArray()) {
                list.add(plain(element));
            }
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                copy.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
            }
            return copy;
        }
        if (value instanceof org.duckdb.DuckDBStruct struct) {
            return plain(struct.getMap());
        }
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
