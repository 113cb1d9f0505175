package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayTest {
    private static final String BASE = """
            storage:
              lake: {bucket: dev-lake, region: eu-west-1, endpoint: "http://minio:9000", path_style_access: true}
            catalogs:
              default:
                type: polaris
                uri: http://localhost:8181/api/catalog
                warehouse: dev
                credentials:
                  mode: oauth2
                  client_id: {secret_ref: polaris, key: id}
                  client_secret: {secret_ref: polaris, key: proof}
            layers:
              bronze: {retention_days: 7}
            """;

    @TempDir
    Path folder;

    private ConfigTiers read(String overlay) {
        return project(overlay).loader().environmentName("prod").build().read();
    }

    private ConfigException failure(String overlay) {
        return Project.failure(project(overlay).loader().environmentName("prod"));
    }

    private Project project(String overlay) {
        Project project = Project.of(folder, Project.FLOE, BASE);
        project.environment.put("POLARIS_ID", "me");
        project.environment.put("POLARIS_PROOF", "it is");
        project.write("platform.prod.yaml", overlay);
        return project;
    }

    @Test
    void mapsAreMergedKeyByKey() {
        ConfigTiers tiers = read("""
                catalogs:
                  default: {uri: "https://polaris.example/api/catalog", warehouse: prod}
                  archive: {type: duckdb, path: archive.duckdb}
                """);

        CatalogConfig catalog = tiers.platform().catalogs().get("default");
        assertThat(catalog.uri()).contains(ConfigValue.of("https://polaris.example/api/catalog"));
        assertThat(catalog.warehouse()).contains("prod");
        assertThat(catalog.credentials().orElseThrow().clientId()).contains(SecretRef.of("polaris", "id"));
        assertThat(tiers.platform().catalogs()).containsOnlyKeys("default", "archive");
        assertThat(tiers.platform().layers().get("bronze").retentionDays()).isEqualTo(OptionalInt.of(7));
    }

    @Test
    void aReferenceToASecretIsReplacedAsAWhole() {
        ConfigTiers tiers = read("""
                catalogs: {default: {credentials: {client_secret: {secret_ref: other}}}}
                """);

        assertThat(tiers.platform()
                        .catalogs()
                        .get("default")
                        .credentials()
                        .orElseThrow()
                        .clientSecret())
                .contains(SecretRef.of("other"));
    }

    @Test
    void nothingBehindAKeyTakesItAway() {
        ConfigTiers tiers = read("""
                storage: {lake: {endpoint: null, path_style_access: ~}}
                layers:
                """);

        StorageConfig storage = tiers.platform().storage().get("lake");
        assertThat(storage.endpoint()).isEmpty();
        assertThat(storage.pathStyleAccess()).isFalse();
        assertThat(storage.region()).isEqualTo("eu-west-1");
        assertThat(tiers.platform().layers()).isEmpty();
    }

    @Test
    void whatIsNotThereCannotBeTakenAway() {
        ConfigException e = failure("storage: {lake: {endpont: }}\n");

        assertThat(Project.places(e)).containsExactly("platform.prod.yaml:1:18 storage.lake.endpont EMPTY_VALUE");
    }

    @Test
    void eachProblemIsInTheFileThatTheValueIsWrittenIn() {
        ConfigException e = failure("""
                storage:
                  lake: {bucket: No!, regoin: x}
                catalogs:
                  default: {warehouse: null}
                """);

        assertThat(Project.places(e))
                .containsExactly(
                        "platform.yaml:4:3 catalogs.default.warehouse MISSING_KEY",
                        "platform.prod.yaml:2:18 storage.lake.bucket INVALID_VALUE",
                        "platform.prod.yaml:2:23 storage.lake.regoin UNKNOWN_KEY");
    }

    @Test
    void whatIsNoYamlIsSaidOfTheFileThatItIsIn() {
        ConfigException e = failure("storage: [\n");

        assertThat(Project.places(e)).hasSize(1).first().asString().startsWith("platform.prod.yaml:");
    }

    @Nested
    class TheFileOfAnEnvironment {
        @Test
        void isChosenByArgumentThenByVariableThenLocal() {
            Project project = Project.of(folder, Project.FLOE, Project.DUCKDB);
            for (String name : new String[] {"local", "dev", "prod"}) {
                project.write("platform." + name + ".yaml", "catalogs: {default: {namespace: " + name + "}}\n");
            }

            assertThat(namespace(project.loader())).isEqualTo("local");
            project.environment.put("FLOE_PLATFORM_ENV", "dev");
            assertThat(namespace(project.loader())).isEqualTo("dev");
            assertThat(namespace(project.loader().environmentName("prod"))).isEqualTo("prod");
        }

        @Test
        void isBesideAFileThatIsNamedToo() {
            Project project = Project.of(folder, Project.FLOE, "");
            Path base = project.write("shared/base.yml", Project.DUCKDB);
            project.write("shared/base.prod.yml", "catalogs: {default: {namespace: named}}\n");

            assertThat(namespace(project.loader().platformFile(base).environmentName("prod")))
                    .isEqualTo("named");
        }

        @Test
        void isMissedWhereOthersAreThere() {
            Project project = Project.of(folder, Project.FLOE, Project.DUCKDB);
            project.write("platform.prod.yaml", "catalogs: {default: {namespace: prod}}\n");

            ConfigTiers tiers = project.loader().environmentName("prd").build().read();

            assertThat(tiers.notices())
                    .containsExactly(new Notice(
                            Notice.ENVIRONMENT_UNKNOWN,
                            "there is no platform.prd.yaml beside " + folder.resolve("platform.yaml")
                                    + "; did you mean 'platform.prod.yaml'?; there are platform.prod.yaml"));
        }

        @Test
        void isNotMissedInAFolderOfTheEnvironment() {
            Project project = Project.of(folder, Project.FLOE, Project.DUCKDB);
            project.write("platform/prod/platform.yaml", Project.DUCKDB);
            project.write("platform/prod/platform.eu.yaml", "catalogs: {default: {namespace: eu}}\n");

            assertThat(project.loader().environmentName("prod").build().read().notices())
                    .isEmpty();
        }

        @Test
        void isFoundByTheLocator() {
            Project project = Project.of(folder, Project.FLOE, Project.DUCKDB);
            Path overlay = project.write("platform.dev.yaml", "storage: {}\n");

            assertThat(PlatformLocator.of(folder, Map.of()).withHome(folder).find(null, "dev"))
                    .isEqualTo(new PlatformFiles(
                            "dev",
                            "named by argument",
                            folder.resolve("platform.yaml"),
                            "found",
                            Optional.of(overlay),
                            Optional.empty()));
        }

        private String namespace(ConfigLoader.Builder loader) {
            return loader.build().read().platform().catalogs().get("default").namespace();
        }
    }
}
