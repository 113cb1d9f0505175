package dev.floe.iceberg.internal;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.BinaryUtil;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Turns the minimum and maximum that RETURN_STATS gives as text into Iceberg's bounds.
 *
 * <p>A wrong bound loses rows for readers that prune by it, so whatever is not plainly right gives none: floating point (NaN,
 * negative zero), uuid (readers disagree on its order), infinities, years outside 0001 to 9999, anything that does not parse.
 */
final class Bounds {
    /** Iceberg's own default for the length of a string or binary bound. */
    private static final int LENGTH = 16;

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,6})?");
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,6})?");
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})*");

    private Bounds() {}

    /** A value that is not greater than any in the column; null if none can be told. */
    static @Nullable ByteBuffer lower(Type type, @Nullable String minimum) {
        return bound(type, minimum, false);
    }

    /** A value that is not less than any in the column; null if none can be told. */
    static @Nullable ByteBuffer upper(Type type, @Nullable String maximum) {
        return bound(type, maximum, true);
    }

    private static @Nullable ByteBuffer bound(Type type, @Nullable String text, boolean upper) {
        if (text == null) {
            return null;
        }
        try {
            Object value = value(type, text, upper);
            return value == null ? null : Conversions.toByteBuffer(type, value);
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Object value(Type type, String text, boolean upper) {
        return switch (type.typeId()) {
            case BOOLEAN -> truth(text);
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text).setScale(((Types.DecimalType) type).scale());
            case DATE ->
                DATE.matcher(text).matches() ? (int) LocalDate.parse(text).toEpochDay() : null;
            case TIME -> TIME.matcher(text).matches() ? LocalTime.parse(text).toNanoOfDay() / 1000 : null;
            case TIMESTAMP ->
                ((Types.TimestampType) type).shouldAdjustToUTC()
                        ? text.endsWith("+00") ? micros(text.substring(0, text.length() - 3)) : null
                        : micros(text);
            case STRING -> string(text, upper);
            case BINARY -> binary(text, upper);
            default -> null;
        };
    }

    private static @Nullable Boolean truth(String text) {
        return switch (text) {
            case "0", "false" -> Boolean.FALSE;
            case "1", "true" -> Boolean.TRUE;
            default -> null;
        };
    }

    private static @Nullable Long micros(String text) {
        if (!TIMESTAMP.matcher(text).matches()) {
            return null;
        }
        LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
        return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
    }

    private static @Nullable CharSequence string(String text, boolean upper) {
        // DuckDB cuts after 256 bytes, a character perhaps in the middle; the few characters kept here end long before
        // that.
        if (text.indexOf('\uFFFD') >= 0) {
            return null;
        }
        CharSequence cut =
                upper ? UnicodeUtil.truncateStringMax(text, LENGTH) : UnicodeUtil.truncateStringMin(text, LENGTH);
        return cut == null || !roundTrips(cut.toString()) ? null : cut;
    }

    private static boolean roundTrips(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    }

    private static @Nullable ByteBuffer binary(String text, boolean upper) {
        if (!HEX.matcher(text).matches()) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(text));
        return upper ? BinaryUtil.truncateBinaryMax(bytes, LENGTH) : BinaryUtil.truncateBinaryMin(bytes, LENGTH);
    }
}
