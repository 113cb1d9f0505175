package dev.floe.iceberg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which texts of RETURN_STATS become bounds. */
class BoundsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "boolean | 0 | false",
                "boolean | 1 | true",
                "int | -2147483648 | -2147483648",
                "long | 9223372036854775807 | 9223372036854775807",
                "decimal(3, 3) | .001 | 0.001",
                "decimal(38, 10) | -0.5000000000 | -0.5000000000",
                "date | 0001-01-01 | -719162",
                "time | 23:59:59.999999 | 86399999999",
                "timestamp | 1969-12-31 23:59:59.999999 | -1",
                "timestamp | 2024-01-01 00:00:00 | 1704067200000000",
                "timestamptz | 2024-07-01 10:00:00.5+00 | 1719828000500000",
                "string | `` | ``",
                "string | abc | abc",
            })
    void a_plain_value_is_its_own_bound(String type, String text, String value) {
        assertThat(lower(type, text)).isEqualTo(value);
        assertThat(upper(type, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date | infinity",
                "date | -infinity",
                "date | 10000-01-01",
                "date | 0044-03-15 (BC)",
                "time | 24:00:00",
                "timestamp | infinity",
                "timestamp | 0044-03-15 (BC) 00:00:00",
                "timestamp | 294247-01-10 04:00:54.775806",
                "timestamptz | 2024-07-01 10:00:00.5+02",
                "timestamptz | 2024-07-01 10:00:00",
                "int | 9999999999",
                "int | inf",
                "decimal(4, 2) | 1.234",
                "float | 1.0",
                "double | inf",
                "uuid | ffffffff-0000-0000-0000-000000000001",
                "binary | \\xAA",
                "string | cut\uFFFD",
            })
    void what_is_not_plainly_right_gives_no_bound(String type, String text) {
        assertThat(Bounds.lower(type(type), text)).isNull();
        assertThat(Bounds.upper(type(type), text)).isNull();
    }

    @Test
    void a_long_string_is_cut_downwards_for_the_lower_and_upwards_for_the_upper_bound() {
        String text = "a".repeat(300);
        CharSequence lower =
                Conversions.fromByteBuffer(Types.StringType.get(), Bounds.lower(Types.StringType.get(), text));
        CharSequence upper =
                Conversions.fromByteBuffer(Types.StringType.get(), Bounds.upper(Types.StringType.get(), text));
        assertThat(Comparators.charSequences().compare(lower, text)).isLessThanOrEqualTo(0);
        assertThat(Comparators.charSequences().compare(upper, text)).isGreaterThanOrEqualTo(0);
        assertThat(lower.length()).isEqualTo(16);
    }

    @Test
    void a_long_value_that_cannot_be_raised_has_no_upper_bound() {
        assertThat(Bounds.upper(
                        Types.StringType.get(), Character.toString(0x10FFFF).repeat(40)))
                .isNull();
        assertThat(Bounds.upper(Types.BinaryType.get(), "FF".repeat(40))).isNull();
        assertThat(Bounds.lower(Types.BinaryType.get(), "FF".repeat(40))).isNotNull();
    }

    private static String lower(String type, String text) {
        return value(type, Bounds.lower(type(type), text));
    }

    private static String upper(String type, String text) {
        return value(type, Bounds.upper(type(type), text));
    }

    private static String value(String type, ByteBuffer bytes) {
        Object value = Conversions.fromByteBuffer(type(type), bytes);
        return String.valueOf(value);
    }

    private static Type type(String name) {
        return Types.fromPrimitiveString(name);
    }
}
