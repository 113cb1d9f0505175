package dev.floe.models.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
    @Test
    void quotesHoldCommasLinesAndQuotes() {
        assertThat(CsvRows.of("a,b\n\"x, \"\"y\"\"\",\"1\n2\"\n"))
                .containsExactly(Map.of("a", "x, \"y\"", "b", "1\n2"));
    }

    @Test
    void emptyLinesAreLeftOutAndMissingValuesAreNull() {
        List<Map<String, Object>> rows = CsvRows.of("\na,b\r\n\r\n1\r\n,2");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).containsEntry("a", "1").containsEntry("b", null);
        assertThat(rows.get(1)).containsEntry("a", "").containsEntry("b", "2");
    }
}
