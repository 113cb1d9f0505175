package dev.floe.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TableNameTest {

    @Test
    void names_are_lower_case_whatever_the_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(new TableName(List.of("SILVER", "Inner"), "ITEMS"))
                    .isEqualTo(new TableName(List.of("silver", "inner"), "items"))
                    .hasToString("silver.inner.items");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void names_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> new TableName(List.of(), "t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one level");
        assertThatThrownBy(() -> TableName.of(" ", "t")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TableName.of("ns", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TableName.of("ns", "a\u001fb"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a?b");
    }

    @Test
    void a_write_needs_a_select() {
        TableWrite.Builder builder = TableWrite.builder(TableName.of("ns", "t"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ns.t");
        assertThatThrownBy(() -> builder.select(" \n").build()).isInstanceOf(IllegalArgumentException.class);
    }
}
