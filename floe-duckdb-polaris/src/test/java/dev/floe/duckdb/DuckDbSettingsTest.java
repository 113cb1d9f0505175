package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.config.ComputeConfig;
import dev.floe.config.DuckDbCatalog;
import dev.floe.config.FloeSpec;
import dev.floe.config.Notice;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DuckDbSettingsTest {
    private static final long GIB = 1L << 30;
    private static final Machine BARE = new Machine(OptionalLong.empty(), GIB, 2);

    private final ComputeConfig.Builder compute = ComputeConfig.builder();
    private final ResourceProfile.Builder profile = ResourceProfile.builder();
    private Map<String, String> environment = Map.of();
    private Machine machine = BARE;

    private DuckDbSettings settings() {
        return DuckDbSettings.from(config(Optional.of(profile.build())), environment, machine);
    }

    private ResolvedConfig config(Optional<ResourceProfile> resources) {
        return new ResolvedConfig(
                FloeSpec.builder("test").build(),
                new DuckDbCatalog("default", "default", Path.of("/tmp/x.duckdb")),
                compute.build(),
                Map.of(),
                resources,
                Set.of(),
                Set.of(),
                Redactor.none(),
                List.of(),
                List.of());
    }

    private static Resources resources(String cpu, String memory) {
        return Resources.builder()
                .cpu(Quantity.parse(cpu))
                .memory(Quantity.parse(memory))
                .build();
    }

    @Nested
    class Threads {
        @Test
        void theEnvironmentComesFirst() {
            environment = Map.of("DUCKDB_THREADS", "3");
            profile.putEnv("DUCKDB_THREADS", "5").limits(resources("8", "12Gi"));
            assertThat(settings().threads()).hasValue(3);
            assertThat(reason("threads")).isEqualTo("DUCKDB_THREADS of the environment");
        }

        @Test
        void thenTheProfilesEnv() {
            profile.putEnv("DUCKDB_THREADS", "5").limits(resources("8", "12Gi"));
            assertThat(settings().threads()).hasValue(5);
            assertThat(reason("threads")).isEqualTo("DUCKDB_THREADS of the resource profile");
        }

        @Test
        void thenTheCpuLimitRoundedUp() {
            profile.limits(resources("2500m", "12Gi"));
            assertThat(settings().threads()).hasValue(3);
            assertThat(reason("threads")).contains("2500m");
        }

        @Test
        void thenTheProcessors() {
            assertThat(settings().threads()).hasValue(2);
        }

        @Test
        void theNumberOfModelsAtOnceIsNotTheNumberOfDuckDbsThreads() {
            compute.putProperties("threads", 16);
            assertThat(settings().threads()).hasValue(2);
        }

        @Test
        void whatIsNoNumberIsRefusedWithItsSource() {
            for (String value : List.of("many", "0", "-2", "1.5", "2000m")) {
                environment = Map.of("DUCKDB_THREADS", value);
                assertThatThrownBy(() -> settings())
                        .isInstanceOfSatisfying(
                                DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_REFUSED))
                        .hasMessageContaining("'" + value + "'")
                        .hasMessageContaining("DUCKDB_THREADS of the environment");
            }
        }
    }

    @Nested
    class Memory {
        @Test
        void twoThirdsOfTheProfilesLimit() {
            profile.limits(resources("8", "12Gi"));
            assertThat(settings().memoryLimit()).contains("8232MiB");
            assertThat(reason("memory_limit")).isEqualTo("67 % of 12GiB, the resource profile's memory limit");
            assertThat(settings().notices()).isEmpty();
        }

        @Test
        void theCgroupsLimitIfSmaller() {
            profile.limits(resources("8", "12Gi"));
            machine = new Machine(OptionalLong.of(10 * GIB), GIB, 2);
            assertThat(settings().memoryLimit()).contains("6860MiB");
            assertThat(reason("memory_limit")).contains("67 % of 10GiB").contains("cgroup");
        }

        @Test
        void aLargeHeapLeavesLessAndSaysSo() {
            profile.limits(resources("8", "12Gi"));
            machine = new Machine(OptionalLong.empty(), 6 * GIB, 2);
            assertThat(settings().memoryLimit()).contains("5888MiB");
            assertThat(settings().notices()).singleElement().satisfies(notice -> {
                assertThat(notice.code()).isEqualTo(DuckDbSettings.HEAP_LIMITS_DUCKDB);
                assertThat(notice.message()).contains("5888MiB", "8232MiB", "6GiB", "-Xmx", "DUCKDB_MEMORY_LIMIT");
            });
        }

        @Test
        void aHeapThatFillsTheLimitLeavesTheLeast() {
            profile.limits(resources("8", "2Gi"));
            machine = new Machine(OptionalLong.empty(), 4 * GIB, 2);
            assertThat(settings().memoryLimit()).contains("256MiB");
            assertThat(settings().notices()).hasSize(1);
        }

        @Test
        void anExplicitLimitWinsAndIsConverted() {
            profile.limits(resources("8", "2Gi")).putEnv("DUCKDB_MEMORY_LIMIT", "8Gi");
            assertThat(settings().memoryLimit()).contains("8GiB");
            environment = Map.of("DUCKDB_MEMORY_LIMIT", "3GB");
            assertThat(settings().memoryLimit()).contains("3GB");
            assertThat(reason("memory_limit")).isEqualTo("DUCKDB_MEMORY_LIMIT of the environment");
        }

        @Test
        void aBlankVariableIsNotThere() {
            environment = Map.of("DUCKDB_MEMORY_LIMIT", " ");
            profile.putEnv("DUCKDB_MEMORY_LIMIT", "8GB");
            assertThat(settings().memoryLimit()).contains("8GB");
        }

        @Test
        void theComputePropertyComesBeforeWhatIsComputed() {
            profile.limits(resources("8", "12Gi"));
            compute.putProperties("memory_limit", "4GB");
            assertThat(settings().memoryLimit()).contains("4GB");
            assertThat(reason("memory_limit")).isEqualTo("compute property 'memory_limit'");
        }

        @Test
        void withoutAnyLimitDuckDbDecides() {
            assertThat(settings().memoryLimit()).isEmpty();
            assertThat(reason("memory_limit")).contains("no memory limit is known");
        }

        @Test
        void whatIsNoSizeIsRefused() {
            environment = Map.of("DUCKDB_MEMORY_LIMIT", "67%");
            assertThatThrownBy(() -> settings())
                    .hasMessageContaining("'67%'")
                    .hasMessageContaining("8GiB")
                    .hasMessageContaining("DUCKDB_MEMORY_LIMIT of the environment");
        }
    }

    @Nested
    class TemporaryFiles {
        @Test
        void theVariableThenTheProperty() {
            compute.putProperties("temp_directory", "/var/tmp/b");
            assertThat(settings().tempDirectory()).contains(Path.of("/var/tmp/b"));
            profile.putEnv("DUCKDB_TEMP_DIRECTORY", "/var/tmp/a");
            assertThat(settings().tempDirectory()).contains(Path.of("/var/tmp/a"));
        }

        @Test
        void aRelativeFolderIsRefused() {
            profile.putEnv("DUCKDB_TEMP_DIRECTORY", "tmp");
            assertThatThrownBy(() -> settings()).hasMessageContaining("an absolute path");
        }

        @Test
        void theLargestSizeIsAProperty() {
            compute.putProperties("max_temp_directory_size", "10Gi");
            assertThat(settings().maxTempDirectorySize()).contains("10GiB");
        }
    }

    @Test
    void aPropertyThatDoesNothingIsReported() {
        compute.putProperties("path", "/tmp/x").putProperties("threads", 2).putProperties("extension_directory", "/x");
        assertThat(settings().notices()).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo(Notice.NOT_APPLIED);
            assertThat(notice.message()).contains("'extension_directory'");
        });
    }

    @Test
    void withoutAProfileEverythingHasAReasonAllTheSame() {
        DuckDbSettings settings = DuckDbSettings.from(config(Optional.empty()), Map.of(), BARE);
        assertThat(settings.choices())
                .hasSize(4)
                .allSatisfy(choice -> assertThat(choice.reason()).isNotBlank());
    }

    @Test
    void sqlIsKeptFromMountedSecretsUnlessSaidOtherwise() {
        List<Path> hidden = List.of(Path.of("/var/run/secrets"), Path.of("/run/secrets"), Path.of("/proc"));
        assertThat(settings().fileAccess()).isEqualTo(FileAccess.without(hidden));
        compute.putProperties("file_access", "without-secrets");
        assertThat(settings().fileAccess()).isEqualTo(FileAccess.without(hidden));
        compute.putProperties("file_access", "all");
        assertThat(settings().fileAccess()).isEqualTo(FileAccess.everything());
        assertThat(reason("file_access")).contains("compute property");
    }

    @Test
    void sqlCanBeConfinedToPlaces() {
        compute.putProperties("file_access", List.of("/data", "s3://lake/"));
        assertThat(settings().fileAccess()).isEqualTo(FileAccess.only(List.of("/data", "s3://lake/")));
        assertThat(settings().fileAccess()).hasToString("only /data, s3://lake/");
        assertThat(settings().notices()).isEmpty();
    }

    @Test
    void whatFloeSetsItselfCannotBeSetOtherwise() {
        for (String name : List.of("threads", "ALLOW_PERSISTENT_SECRETS", "allow_unsigned_extensions")) {
            assertThatThrownBy(() -> DuckDbSettings.none().with(name, "x"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(DuckDbSettings.none()
                        .with("Default_Null_Order", "nulls_first")
                        .others())
                .containsEntry("default_null_order", "nulls_first");
    }

    private String reason(String setting) {
        return settings().choices().stream()
                .filter(choice -> choice.setting().equals(setting))
                .findFirst()
                .orElseThrow()
                .reason();
    }
}
