package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the references of both tiers resolve to. */
class ResolutionTest {
    @TempDir
    Path folder;

    @Nested
    class Http {
        @Test
        void everyOptionIsTakenOverAndTheProxysPasswordIsASecret() {
            Project project = Project.of(folder, Project.FLOE, """
                            catalogs:
                              default:
                                type: rest
                                uri: http://host/catalog
                                warehouse: w
                                http:
                                  ca_file: authorities.pem
                                  proxy: http://proxy:3128/
                                  proxy_user: me
                                  proxy_password: {secret_ref: proxy-password}
                                  timeout: 30
                                  retries: 0
                                  realm: here
                                  headers: {X-Team: us}
                            """);
            project.environment.put("PROXY_PASSWORD", "proxy-canary");

            ResolvedConfig config = project.load();

            ResolvedHttp http = ((IcebergRestCatalog) config.catalog()).http();
            assertThat(http.caFile()).contains(folder.resolve("authorities.pem").toAbsolutePath());
            assertThat(http.proxy()).contains(URI.create("http://proxy:3128"));
            assertThat(http.proxyUser()).contains("me");
            assertThat(http.proxyPassword().orElseThrow().reveal()).isEqualTo("proxy-canary");
            assertThat(http.timeout()).contains(Duration.ofSeconds(30));
            assertThat(http.retries()).hasValue(0);
            assertThat(http.headers()).isEqualTo(Map.of("X-Team", "us", HttpConfig.REALM_HEADER, "here"));
            assertThat(config.redactor().redact("proxy-canary")).isEqualTo("***");
            assertThat(config.secretEnvironmentNames()).containsExactly("PROXY_PASSWORD");
            assertThat(config.toString()).doesNotContain("proxy-canary");
        }
    }

    @Nested
    class Storage {
        @Test
        void theProjectsStorageIsBehindTheCatalogAndItsKeysAreSecrets() {
            Project project = Project.of(folder, Project.FLOE, Project.PLATFORM + """
                            storage:
                              default:
                                type: s3
                                endpoint: http://minio:9000/
                                bucket: lake
                                path_style_access: true
                                credentials:
                                  mode: static
                                  client_id: {secret_ref: minio-id}
                                  client_secret: {secret_ref: minio-secret}
                            """);
            project.environment.put("MINIO_ID", "me");
            project.environment.put("MINIO_SECRET", "minio-password");

            ResolvedConfig config = project.load();

            ResolvedStorage storage = catalog(config).storage().orElseThrow();
            assertThat(storage.endpoint()).contains(URI.create("http://minio:9000"));
            assertThat(storage.region()).isEqualTo("us-east-1");
            assertThat(storage.bucket()).contains("lake");
            assertThat(storage.pathStyleAccess()).isTrue();
            assertThat(storage.keys().orElseThrow().accessKeyId().reveal()).isEqualTo("me");
            assertThat(storage.keys().orElseThrow().secretAccessKey().reveal()).isEqualTo("minio-password");
            assertThat(config.redactor().redact("minio-password")).isEqualTo("***");
            assertThat(config.secretEnvironmentNames())
                    .containsExactlyInAnyOrder(
                            "POLARIS_CLIENT_ID", "POLARIS_CLIENT_SECRET", "MINIO_ID", "MINIO_SECRET");
        }

        @Test
        void oneSecretMayHoldBothKeysInTheEnvironment() {
            Project project = withOneSecret();
            project.environment.put("AWS_CREDENTIALS_ACCESS_KEY_ID", "id-from-env");
            project.environment.put("AWS_CREDENTIALS_SECRET_ACCESS_KEY", "key-from-env");

            assertThat(keys(project.load())).containsExactly("id-from-env", "key-from-env");
            assertThat(project.load().secretEnvironmentNames())
                    .contains("AWS_CREDENTIALS_ACCESS_KEY_ID", "AWS_CREDENTIALS_SECRET_ACCESS_KEY");
        }

        @Test
        void oneSecretMayHoldBothKeysInAMountedFolder() {
            Project project = withOneSecret();
            project.write("secrets/aws-credentials/access-key-id", "mounted-id");
            project.write("secrets/aws-credentials/AWS_SECRET_ACCESS_KEY", "mounted-key");

            assertThat(keys(project.load())).containsExactly("mounted-id", "mounted-key");
        }

        @Test
        void aMissingPairIsReportedOnceForEachHalf() {
            ConfigException e = withOneSecret().failure();

            assertThat(Project.places(e))
                    .containsOnly("platform.yaml:30:19 storage.default.credentials.secret_ref SECRET_NOT_FOUND")
                    .hasSize(2);
            assertThat(e)
                    .hasMessageContaining("secret 'aws-credentials/access-key-id' was not found")
                    .hasMessageContaining("AWS_CREDENTIALS_SECRET_ACCESS_KEY")
                    .hasMessageContaining("aws-credentials/AWS_SECRET_ACCESS_KEY");
        }

        private Project withOneSecret() {
            return Project.of(
                    folder,
                    Project.FLOE,
                    Project.PLATFORM
                            + """
                            storage:
                              default:
                                credentials: {secret_ref: aws-credentials}
                            security: {secret_backends: {kubernetes: {mount_path: ./secrets}}}
                            """.replace(
                                            "credentials: {secret_ref: aws-credentials}",
                                            "credentials:\n      secret_ref: aws-credentials"));
        }

        private List<String> keys(ResolvedConfig config) {
            StorageKeys keys = catalog(config).storage().orElseThrow().keys().orElseThrow();
            return List.of(keys.accessKeyId().reveal(), keys.secretAccessKey().reveal());
        }
    }

    @Nested
    class Catalogs {
        @Test
        void oneSecretMayHoldClientIdAndSecret() {
            Project project = Project.of(folder, Project.FLOE, """
                    catalogs:
                      default:
                        uri: http://x/api/catalog
                        warehouse: w
                        credentials: {mode: oauth2, secret_ref: polaris, token_uri: "https://login.example/token"}
                    """);

            OAuth2Credentials credentials =
                    catalog(project.load()).credentials().orElseThrow();

            assertThat(credentials.clientId().reveal()).isEqualTo("the-client-id");
            assertThat(credentials.clientSecret().reveal()).isEqualTo("the-client-secret");
            assertThat(credentials.scope()).isEqualTo("PRINCIPAL_ROLE:ALL");
            assertThat(credentials.tokenEndpoint()).isEqualTo(URI.create("https://login.example/token"));
        }

        @Test
        void twoEntriesOfOneSecretMayBeNamed() {
            Project project = Project.of(folder, Project.FLOE, """
                    catalogs:
                      default:
                        uri: http://x/api/catalog
                        warehouse: w
                        credentials:
                          mode: oauth2
                          client_id: {secret_ref: polaris, key: client-id}
                          client_secret: {secret_ref: polaris, key: client-secret}
                    """);

            assertThat(catalog(project.load())
                            .credentials()
                            .orElseThrow()
                            .clientSecret()
                            .reveal())
                    .isEqualTo("the-client-secret");
        }

        @Test
        void aShortClientIdIsNotMaskedForItIsAWord() {
            Project project = Project.of(folder, Project.FLOE, Project.PLATFORM);
            project.environment.put("POLARIS_CLIENT_ID", "root");

            assertThat(project.load().redactor().redact("/root/x the-client-secret"))
                    .isEqualTo("/root/x ***");
        }

        @Test
        void secretsOfCatalogsThatTheProjectDoesNotUseNeedNotBeThere() {
            ResolvedConfig config =
                    Project.of(folder, Project.FLOE, Project.DUCKDB + """
                                      other:
                                        uri: http://x/api/catalog
                                        warehouse: w
                                        credentials: {mode: oauth2, client_id: me, client_secret: {secret_ref: not-here}}
                                    """).load();

            assertThat(config.catalog()).isInstanceOf(DuckDbCatalog.class);
            assertThat(config.secretEnvironmentNames()).containsExactly("NOT_HERE");
        }
    }

    @Nested
    class Layers {
        private static final String LAYERS = """
                layers:
                  bronze: {name: bronze, storage_ref: raw, namespace: demo.bronze}
                  silver: {namespace: Demo.Sales.Silver}
                  gold: {}
                  demo: {namespace: demo}
                storage:
                  raw: {bucket: raw-files}
                """;

        @Test
        void theWarehouseAsFirstLevelIsDroppedAndTheRestIsNested() {
            ResolvedConfig config =
                    Project.of(folder, Project.FLOE, Project.PLATFORM + LAYERS).load();

            assertThat(config.layers().keySet()).containsExactly("bronze", "silver", "gold", "demo");
            assertThat(namespace(config, "bronze")).containsExactly("bronze");
            assertThat(namespace(config, "silver")).containsExactly("sales", "silver");
            assertThat(namespace(config, "gold")).containsExactly("gold");
            assertThat(namespace(config, "demo")).containsExactly("demo");
            assertThat(config.layers().get("bronze").storage().map(ResolvedStorage::name))
                    .contains("raw");
            assertThat(config.layers().get("gold").storage()).isEmpty();
            assertThat(config.layers().get("gold").catalog()).isSameAs(config.catalog());
            assertThat(config.notices())
                    .extracting(Notice::message)
                    .containsExactly(
                            "layer bronze: namespace demo.bronze becomes bronze, since its first level is the warehouse",
                            "layer silver: namespace Demo.Sales.Silver becomes demo.sales.silver, since names on Iceberg"
                                    + " are lower case",
                            "layer silver: namespace demo.sales.silver becomes sales.silver, since its first level is the"
                                    + " warehouse");
        }

        @Test
        void aFolderNamedLikeALayerBelongsToItWhereFloeYamlNamesNone() {
            ResolvedConfig config =
                    Project.of(folder, Project.FLOE, Project.PLATFORM + LAYERS).load();

            assertThat(layerOf(config, "bronze")).contains("bronze");
            assertThat(layerOf(config, "bronze/deep/er")).contains("bronze");
            assertThat(layerOf(config, "bronze/gold")).contains("gold");
            assertThat(layerOf(config, "elsewhere")).isEmpty();
            assertThat(layerOf(config, "")).isEmpty();
        }

        @Test
        void floeYamlSaysWhichFolderBelongsToWhichLayer() {
            ResolvedConfig config = Project.of(
                            folder,
                            Project.FLOE + "layers: {staging: bronze, marts/core: gold}\n",
                            Project.PLATFORM + LAYERS)
                    .load();

            assertThat(config.layers().keySet()).containsExactly("bronze", "gold");
            assertThat(layerOf(config, "staging/x")).contains("bronze");
            assertThat(layerOf(config, "marts/core")).contains("gold");
            assertThat(layerOf(config, "marts")).isEmpty();
            assertThat(layerOf(config, "bronze")).isEmpty();
        }

        private List<String> namespace(ResolvedConfig config, String layer) {
            return config.layers().get(layer).namespace();
        }

        private Optional<String> layerOf(ResolvedConfig config, String modelFolder) {
            return config.layerOf(modelFolder).map(ResolvedLayer::name);
        }
    }

    @Test
    void computeKeepsItsPropertiesAndItsPathIsMadeAbsolute() {
        ResolvedConfig config = Project.of(
                        folder,
                        Project.FLOE,
                        Project.DUCKDB + "compute: {default: {properties: {path: work.duckdb, threads: 8}}}\n")
                .load();

        assertThat(config.compute().threads()).hasValue(8);
        assertThat(config.compute().path())
                .contains(folder.resolve("work.duckdb").toString());
    }

    @Test
    void textsThatMayBeLeftOutMayBeBlank() {
        ResolvedConfig config = Project.of(
                        folder,
                        Project.FLOE,
                        Project.DUCKDB
                                + "storage: {default: {endpoint: ''}}\nlayers: {l: {description: '', storage_ref: default}}\n")
                .load();

        assertThat(config.layers().get("l").storage().orElseThrow().endpoint()).isEmpty();
    }

    @Test
    void temporaryFilesLieBesideThePlatformFileUnlessAbsolute() {
        ResolvedConfig config = Project.of(
                        folder,
                        Project.FLOE,
                        Project.DUCKDB + "compute: {default: {properties: {temp_directory: tmp}}}\n")
                .load();

        assertThat(config.compute().properties())
                .containsEntry("temp_directory", folder.resolve("tmp").toString());
    }

    @Test
    void placesThatSqlMayTouchLieBesideThePlatformFileUnlessAbsoluteOrUrls() {
        ResolvedConfig config = Project.of(
                        folder,
                        Project.FLOE,
                        Project.DUCKDB
                                + "compute: {default: {properties: {file_access: [data, /lake, 's3://lake/'], extensions: [spatial]}}}\n")
                .load();

        assertThat(config.notices()).isEmpty();
        assertThat(config.compute().properties())
                .containsEntry("file_access", List.of(folder.resolve("data").toString(), "/lake", "s3://lake/"));
    }

    @Test
    void foldersThatSecretsAreMountedInAreKnown() {
        String platform = Project.DUCKDB + "security: {secret_backends: {kubernetes: {mount_path: here}}}\n";

        assertThat(Project.of(folder, Project.FLOE, platform).load().secretFolders())
                .containsExactly(folder.resolve("here"));
        assertThat(Project.of(folder, Project.FLOE, Project.DUCKDB).load().secretFolders())
                .containsExactly(Path.of(SecretsConfig.DEFAULT_MOUNT_PATH));
    }

    @Test
    void aDatabaseInMemoryStaysThere() {
        ResolvedConfig config = Project.of(
                        folder, Project.FLOE, Project.DUCKDB + "compute: {default: {properties: {path: ':memory:'}}}\n")
                .load();

        assertThat(config.compute().path()).contains(":memory:");
    }

    @Test
    void theTiersCanBeReadWithoutAnySecret() {
        Project project = Project.of(folder, Project.FLOE, Project.PLATFORM);
        project.environment.clear();

        ConfigTiers tiers = project.loader().build().read();

        assertThat(tiers.spec().name()).isEqualTo("customer-analytics");
        assertThat(tiers.platform().catalogs()).containsOnlyKeys("default");
    }

    private static IcebergRestCatalog catalog(ResolvedConfig config) {
        return (IcebergRestCatalog) config.catalog();
    }
}
