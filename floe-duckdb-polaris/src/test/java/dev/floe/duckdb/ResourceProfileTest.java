package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.config.ComputeConfig;
import dev.floe.config.DuckDbCatalog;
import dev.floe.config.FloeSpec;
import dev.floe.config.Quantity;
import dev.floe.config.Redactor;
import dev.floe.config.ResolvedConfig;
import dev.floe.config.ResourceProfile;
import dev.floe.config.Resources;
import dev.floe.duckdb.internal.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * DuckDB's memory and threads, row by row: a resource profile's limits, the machine, then what comes out of them and whether the
 * heap is warned of.
 */
class ResourceProfileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // limit   | cgroup | heap  | memory_limit | warned
                "12Gi      |        | 1Gi   | 8232MiB      | false",
                "12Gi      |        | 3Gi   | 8232MiB      | false",
                "12Gi      |        | 4Gi   | 7936MiB      | true ",
                "12Gi      | 10Gi   | 1Gi   | 6860MiB      | false",
                "12Gi      | 16Gi   | 1Gi   | 8232MiB      | false",
                "12Gi      | 12Gi   | 1Gi   | 8232MiB      | false",
                "          | 8Gi    | 1Gi   | 5488MiB      | false",
                "          | 8Gi    | 6Gi   | 1792MiB      | true ",
                "          |        | 1Gi   |              | false",
                "2Gi       |        | 2Gi   | 256MiB       | true ",
                "300Mi     |        | 1Gi   | 201MiB       | true ",
                "1.5Gi     |        | 128Mi | 1029MiB      | false",
                "128974848 |        | 8Mi   | 82MiB        | true ",
                "1e10      |        | 1Gi   | 6389MiB      | false",
                "1000000k  |        | 64Mi  | 633MiB       | true ",
            })
    void memory(String limit, String cgroup, String heap, String memoryLimit, boolean warned) {
        DuckDbSettings settings = settings(limit, null, cgroup, heap, 2);

        assertThat(settings.memoryLimit()).isEqualTo(Optional.ofNullable(memoryLimit));
        assertThat(settings.notices()).hasSize(warned ? 1 : 0).allSatisfy(notice -> {
            assertThat(notice.code()).isEqualTo(DuckDbSettings.HEAP_LIMITS_DUCKDB);
            assertThat(notice.message()).doesNotContain(memoryLimit + " of memory instead of " + memoryLimit);
        });
        assertThat(reason(settings, "memory_limit")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // limit   | cores | threads | reason
                "8         | 2     | 8       | the resource profile's CPU limit of 8, rounded up",
                "8000m     | 2     | 8       | the resource profile's CPU limit of 8000m, rounded up",
                "1500m     | 4     | 2       | the resource profile's CPU limit of 1500m, rounded up",
                "0.5       | 4     | 1       | the resource profile's CPU limit of 0.5, rounded up",
                "2.0       | 4     | 2       | the resource profile's CPU limit of 2.0, rounded up",
                "1n        | 4     | 1       | the resource profile's CPU limit of 1n, rounded up",
                "1G        | 4     | 1024    | the resource profile's CPU limit of 1G, rounded up",
                "          | 4     | 4       | the processors that the JVM sees",
            })
    void threads(String limit, int processors, int threads, String reason) {
        DuckDbSettings settings = settings(null, limit, null, "1Gi", processors);

        assertThat(settings.threads()).hasValue(threads);
        assertThat(reason(settings, "threads")).isEqualTo(reason);
    }

    private static String reason(DuckDbSettings settings, String setting) {
        return settings.choices().stream()
                .filter(choice -> choice.setting().equals(setting))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    private static DuckDbSettings settings(String memory, String cpu, String cgroup, String heap, int processors) {
        Resources limits = new Resources(
                Optional.ofNullable(cpu).map(Quantity::parse),
                Optional.ofNullable(memory).map(Quantity::parse));
        OptionalLong group = cgroup == null ? OptionalLong.empty() : OptionalLong.of(bytes(cgroup));
        ResolvedConfig config = new ResolvedConfig(
                FloeSpec.builder("test").build(),
                new DuckDbCatalog("default", "default", Path.of("/tmp/x.duckdb")),
                ComputeConfig.builder().build(),
                Map.of(),
                Optional.of(ResourceProfile.builder().limits(limits).build()),
                Set.of(),
                Set.of(),
                Redactor.none(),
                List.of(),
                List.of());
        return DuckDbSettings.from(config, Map.of(), new Machine(group, bytes(heap), processors));
    }

    private static long bytes(String quantity) {
        return Quantity.parse(quantity).roundedUp();
    }
}
