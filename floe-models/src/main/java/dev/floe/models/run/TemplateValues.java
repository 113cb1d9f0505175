package dev.floe.models.run;

import dev.floe.models.modules.DateTimeValue;
import dev.floe.models.modules.DateValue;
import dev.floe.models.modules.TimeValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** JDBC values as templates hold them: Python's, where there is one; text for everything else. */
final class TemplateValues {
    private TemplateValues() {}

    static @Nullable Object of(@Nullable Object value) {
        if (value == null
                || value instanceof Boolean
                || value instanceof String
                || value instanceof BigDecimal
                || value instanceof BigInteger) {
            return value;
        }
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float || value instanceof Double) {
            return ((Number) value).doubleValue();
        }
        return time(value);
    }

    private static Object time(Object value) {
        if (value instanceof LocalDate date) {
            return new DateValue(date);
        }
        if (value instanceof Timestamp moment) {
            return DateTimeValue.naive(moment.toLocalDateTime());
        }
        if (value instanceof LocalDateTime moment) {
            return DateTimeValue.naive(moment);
        }
        if (value instanceof OffsetDateTime moment) {
            return DateTimeValue.utc(moment.toInstant());
        }
        return value instanceof LocalTime clock ? new TimeValue(clock) : value.toString();
    }
}
