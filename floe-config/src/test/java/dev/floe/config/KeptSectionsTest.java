package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sections that floe does not act on are checked as strictly as its own, and kept. */
class KeptSectionsTest {
    @TempDir
    Path folder;

    @Test
    void valuesOutOfTheirRangeAreProblemsAtTheirPlaces() {
        ConfigException e =
                Project.of(folder, Project.FLOE, Project.DUCKDB + """
                        infrastructure:
                          network: {local_access: {ports: {dagster: 80}}, dns: {strategy: kubernets}}
                          lifecycle: {resource_quotas: {namespace_limits: {limits_memory: 8GB}}}
                        security:
                          authentication: {session: {timeout_minutes: 0, same_site: lax}}
                          audit: {retention_days: 3651}
                        observability: {tracing: {sampling: {probability: 1.5}}, traces: maybe}
                        """).failure();

        assertThat(Project.places(e))
                .containsExactly(
                        "platform.yaml:6:45 infrastructure.network.local_access.ports.dagster INVALID_VALUE",
                        "platform.yaml:6:67 infrastructure.network.dns.strategy INVALID_VALUE",
                        "platform.yaml:7:67 infrastructure.lifecycle.resource_quotas.namespace_limits.limits_memory INVALID_VALUE",
                        "platform.yaml:9:47 security.authentication.session.timeout_minutes INVALID_VALUE",
                        "platform.yaml:9:61 security.authentication.session.same_site INVALID_VALUE",
                        "platform.yaml:10:27 security.audit.retention_days INVALID_VALUE",
                        "platform.yaml:11:51 observability.tracing.sampling.probability INVALID_VALUE",
                        "platform.yaml:11:66 observability.traces WRONG_TYPE");
        assertThat(Project.message(e, "infrastructure.network.dns.strategy"))
                .contains("'kubernets' is not one of kubernetes, consul, route53; did you mean 'kubernetes'?");
    }

    @Test
    void whatIsEnabledNeedsWhatItWorksWith() {
        ConfigException e =
                Project.of(folder, Project.FLOE, Project.DUCKDB + """
                        infrastructure: {cloud: {provider: aws}}
                        security:
                          authentication: {enabled: true, method: oidc}
                          secret_backends: {vault: {enabled: true}}
                        """).failure();

        assertThat(Project.places(e))
                .containsExactly(
                        "platform.yaml:5:18 infrastructure.cloud.region MISSING_KEY",
                        "platform.yaml:7:3 security.authentication.oidc MISSING_KEY",
                        "platform.yaml:8:21 security.secret_backends.vault.server_url MISSING_KEY",
                        "platform.yaml:8:21 security.secret_backends.vault.kubernetes_role MISSING_KEY");
    }

    @Test
    void secretsOfTheirsAreHiddenFromModels() {
        ResolvedConfig config = Project.of(
                        folder,
                        Project.FLOE,
                        Project.DUCKDB + "security: {encryption: {at_rest: {key_ref: {secret_ref: lake, key: kms}}}}\n")
                .load();

        assertThat(config.secretEnvironmentNames()).contains("LAKE_KMS");
    }

    @Nested
    class Orchestration {
        private ConfigException failure(String orchestration) {
            return Project.of(folder, Project.FLOE + "orchestration:\n" + orchestration.indent(2), Project.DUCKDB)
                    .failure();
        }

        @Test
        void jobsAndPartitionsHaveToBeThere() {
            ConfigException e = failure("""
                    partitions: {daily: {type: static, partition_keys: [a, b, a]}}
                    assets: {"*": {partitions: dayly}}
                    jobs: {all: {type: batch, selection: [x]}}
                    schedules: {s: {job: al, cron_schedule: "0 6 * * *"}}
                    sensors: {w: {type: run_status, job: all, watched_jobs: [all, none], status: SUCCESS}}
                    backfills: {b: {job: gone, partition_range: {start: a, end: b}}}
                    """);

            assertThat(Project.places(e))
                    .containsExactly(
                            "floe.yaml:4:54 orchestration.partitions.daily.partition_keys INVALID_VALUE",
                            "floe.yaml:5:30 orchestration.assets[\"*\"].partitions UNKNOWN_REFERENCE",
                            "floe.yaml:7:24 orchestration.schedules.s.job UNKNOWN_REFERENCE",
                            "floe.yaml:8:65 orchestration.sensors.w.watched_jobs[1] UNKNOWN_REFERENCE",
                            "floe.yaml:9:24 orchestration.backfills.b.job UNKNOWN_REFERENCE");
            assertThat(Project.message(e, "orchestration.schedules.s.job"))
                    .contains("there is no job 'al'; did you mean 'all'?; available: all");
        }

        @Test
        void aTypeDecidesWhichKeysThereAre() {
            ConfigException e = failure("""
                    jobs: {a: {type: batch, target_function: a.b}, b: {selection: [x]}, c: {type: bash}}
                    """);

            assertThat(Project.places(e))
                    .containsExactly(
                            "floe.yaml:4:10 orchestration.jobs.a.selection MISSING_KEY",
                            "floe.yaml:4:27 orchestration.jobs.a.target_function UNKNOWN_KEY",
                            "floe.yaml:4:50 orchestration.jobs.b.type MISSING_KEY",
                            "floe.yaml:4:81 orchestration.jobs.c.type INVALID_VALUE");
        }
    }

    @Nested
    class BuiltInCode {
        @Test
        void areCheckedByTheSameRulesWithTheKeyPath() {
            ConfigException e = Project.failure(ConfigLoader.builder()
                    .projectDirectory(folder)
                    .environment(Map.of())
                    .spec(FloeSpec.builder("a")
                            .putSections("transforms", List.of(Map.of("type", "dbt")))
                            .putSections("govrnance", Map.of())
                            .build())
                    .platform(PlatformConfig.builder()
                            .putCatalogs(
                                    "default",
                                    CatalogConfig.builder()
                                            .type(CatalogType.DUCKDB)
                                            .path(Path.of("x"))
                                            .build())
                            .putSections("security.audit", Map.of("retention_days", 0))
                            .putSections("infrastructure.networks", Map.of())
                            .build()));

            assertThat(Project.places(e))
                    .containsExactlyInAnyOrder(
                            "0:0 transforms[0].path MISSING_KEY",
                            "0:0 govrnance UNKNOWN_KEY",
                            "0:0 security.audit.retention_days INVALID_VALUE",
                            "0:0 [\"infrastructure.networks\"] UNKNOWN_KEY");
        }

        @Test
        void areKeptAsTheyAre() {
            Map<String, Object> audit = Map.of("enabled", true, "events", Map.of("data_access", false));

            ConfigTiers tiers = ConfigLoader.builder()
                    .projectDirectory(folder)
                    .environment(Map.of())
                    .spec(FloeSpec.builder("a").build())
                    .platform(PlatformConfig.builder()
                            .putCatalogs(
                                    "default",
                                    CatalogConfig.builder()
                                            .type(CatalogType.DUCKDB)
                                            .path(Path.of("x"))
                                            .build())
                            .putSections("security.audit", audit)
                            .build())
                    .build()
                    .read();

            assertThat(tiers.platform().sections()).isEqualTo(Map.of("security.audit", audit));
        }
    }
}
