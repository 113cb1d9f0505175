package dev.floe.duckdb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
    @ParameterizedTest
    @CsvSource({
        "8Gi, 8GiB",
        "8GiB, 8GiB",
        "8GB, 8GB",
        "8 GB, 8 GB",
        "8G, 8G",
        "512m, 512m",
        "512Mi, 512MiB",
        "1536Mi, 1536MiB",
        "0.5Gi, 512MiB",
        "8589934592, 8GiB",
        "1e9, 953MiB",
        "' 2Gi ', 2GiB",
        "1Pi, 1048576GiB"
    })
    void whatKubernetesAndDuckDbWriteBecomesWhatDuckDbReads(String text, String size) throws Exception {
        assertThat(Sizes.toDuckDb(text)).contains(size);
        Properties properties = new Properties();
        properties.setProperty("memory_limit", size);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties)) {
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "lots", "-1", "-1Gi", "67%", "0", "0Gi", "0.0GB", "8 Gi B", "none", "1;2", "8GiB; SET x=1"})
    void whatIsNoSizeAboveZeroIsRefused(String text) {
        assertThat(Sizes.toDuckDb(text)).isEmpty();
    }

    @Test
    void bytesAreWrittenInWholeUnits() {
        assertThat(Sizes.format(8L << 30)).isEqualTo("8GiB");
        assertThat(Sizes.format((8L << 30) + 1)).isEqualTo("8GiB");
        assertThat(Sizes.format(1500L << 20)).isEqualTo("1500MiB");
        assertThat(Sizes.format(1000)).isEqualTo("1000B");
    }
}
