package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2, 2",
        "0.5, 0.5",
        ".5, 0.5",
        "5., 5",
        "+3, 3",
        "1500m, 1.5",
        "1000u, 0.001",
        "5n, 0.000000005",
        "100k, 100000",
        "2M, 2000000",
        "1G, 1000000000",
        "1T, 1000000000000",
        "1P, 1000000000000000",
        "1E, 1000000000000000000",
        "1Ki, 1024",
        "512Mi, 536870912",
        "123Mi, 128974848",
        "128974848, 128974848",
        "12Gi, 12884901888",
        "1.5Gi, 1610612736",
        "1Ti, 1099511627776",
        "1Pi, 1125899906842624",
        "1Ei, 1152921504606846976",
        "1e3, 1000",
        "1E3, 1000",
        "12e-1, 1.2",
        "129e+6, 129000000",
        "0.1, 0.1"
    })
    void kubernetesNotationIsReadExactly(String text, BigDecimal value) {
        assertThat(Quantity.parse(text).value()).isEqualByComparingTo(value);
        assertThat(Quantity.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", " 1", "1 ", "-1", "1 Gi", "1,5Gi", "12G i", "1m5", "12gi", "12GB", "12KiB", "Gi", "1.2.3",
                "1e", "1e99", "0x10", "1_000", "١", "1K", "NaN"
            })
    void whatKubernetesWouldNotReadIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Quantity.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12Gi");
    }

    @Test
    void anEndlessTextIsRefusedAndCutOffInTheMessage() {
        assertThatThrownBy(() -> Quantity.parse("9".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
    }

    @Test
    void equalityIsOfValuesNotOfNotation() {
        assertThat(Quantity.parse("1000m")).isEqualTo(Quantity.of(1)).hasSameHashCodeAs(Quantity.of(1));
        assertThat(Quantity.parse("1Ki")).isNotEqualTo(Quantity.parse("1k")).isGreaterThan(Quantity.parse("1k"));
        assertThat(Quantity.parse("0.0")).isEqualTo(Quantity.of(0)).hasSameHashCodeAs(Quantity.of(0));
    }

    @Test
    void wholeUnitsAreRoundedUp() {
        assertThat(Quantity.parse("1500m").roundedUp()).isEqualTo(2);
        assertThat(Quantity.parse("2").roundedUp()).isEqualTo(2);
        assertThat(Quantity.parse("1n").roundedUp()).isEqualTo(1);
    }

    @Test
    void aQuantityIsNeverNegative() {
        assertThatThrownBy(() -> Quantity.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
