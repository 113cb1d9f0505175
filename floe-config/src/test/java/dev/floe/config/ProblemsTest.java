package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.ErrorCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about wrong files, and where. */
class ProblemsTest {
    @TempDir
    Path folder;

    @Test
    void allProblemsOfBothFilesComeAtOnceInTheirOrder() {
        ConfigException e = Project.of(folder, """
                        name: 9lives
                        catalgo: default
                        compute: warehouse
                        """, """
                        catalogs:
                          default:
                            type: polrais
                          other:
                            type: rest
                            uri: ftp://nowhere
                        infrastructure:
                          resource_profiles:
                            transform:
                              limits: {cpu: lots, memory: 12GB}
                        """).failure();

        assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID);
        assertThat(Project.places(e))
                .containsExactly(
                        "floe.yaml:1:7 name INVALID_VALUE",
                        "floe.yaml:2:1 catalgo UNKNOWN_KEY",
                        "floe.yaml:3:10 compute UNKNOWN_REFERENCE",
                        "platform.yaml:3:11 catalogs.default.type INVALID_VALUE",
                        "platform.yaml:4:3 catalogs.other.warehouse MISSING_KEY",
                        "platform.yaml:6:10 catalogs.other.uri INVALID_VALUE",
                        "platform.yaml:10:21 infrastructure.resource_profiles.transform.limits.cpu INVALID_VALUE",
                        "platform.yaml:10:35 infrastructure.resource_profiles.transform.limits.memory INVALID_VALUE");
    }

    @Test
    void theMessageHasASummaryAndThenOneLineForEachProblem() {
        Project project = Project.of(folder, "name: a\ncatalogue: x\n", Project.DUCKDB);

        assertThat(project.failure())
                .hasMessage("the configuration has 1 problem:\n  " + folder.resolve("floe.yaml")
                        + ":2:1: catalogue: there is no such key here; did you mean 'catalog'?; known are name, version,"
                        + " storage, catalog, compute, layers, transforms, consumption, governance, observability,"
                        + " orchestration, service_account, principal_role");
    }

    @Test
    void aReferenceToNothingSaysWhatThereIs() {
        ConfigException e = Project.of(folder, "name: a\ncatalog: defualt\n", Project.DUCKDB)
                .failure();

        assertThat(Project.places(e)).containsExactly("floe.yaml:2:10 catalog UNKNOWN_REFERENCE");
        assertThat(Project.message(e, "catalog"))
                .contains("there is no catalog 'defualt'; did you mean 'default'?; available: default in "
                        + folder.resolve("platform.yaml"));
    }

    @Test
    void aPlatformWithoutCatalogsSaysThatThereAreNone() {
        ConfigException e =
                Project.of(folder, "name: a\n", "version: \"1.2.0\"\n").failure();

        assertThat(Project.places(e)).containsExactly("floe.yaml:1:1 catalog UNKNOWN_REFERENCE");
        assertThat(e).hasMessageContaining("there is no catalog 'default'; available: none in ");
    }

    @Test
    void layersAreCheckedAgainstStoragesAndCatalogs() {
        ConfigException e = Project.of(folder, """
                        name: a
                        layers:
                          staging: brnze
                          ../up: bronze
                        """, Project.DUCKDB + """
                                storage:
                                  s3: {bucket: NOT_valid!}
                                layers:
                                  bronze: {name: silver, storage_ref: s4, catalog_ref: dfault, namespace: a..b, retention_days: 0}
                                  "1st": {}
                                """).failure();

        assertThat(Project.places(e))
                .containsExactlyInAnyOrder(
                        "floe.yaml:3:12 layers.staging UNKNOWN_REFERENCE",
                        "floe.yaml:4:3 layers[\"../up\"] INVALID_VALUE",
                        "platform.yaml:6:16 storage.s3.bucket INVALID_VALUE",
                        "platform.yaml:8:18 layers.bronze.name INVALID_VALUE",
                        "platform.yaml:8:39 layers.bronze.storage_ref UNKNOWN_REFERENCE",
                        "platform.yaml:8:56 layers.bronze.catalog_ref UNKNOWN_REFERENCE",
                        "platform.yaml:8:75 layers.bronze.namespace INVALID_VALUE",
                        "platform.yaml:8:97 layers.bronze.retention_days INVALID_VALUE",
                        "platform.yaml:9:3 layers.1st INVALID_VALUE");
    }

    @Nested
    class Catalogs {
        @Test
        void aPolarisCatalogWithoutCredentialsIsAnError() {
            ConfigException e = Project.of(
                            folder,
                            Project.FLOE,
                            "catalogs: {default: {type: polaris, uri: 'http://x/api/catalog', warehouse: w}}\n")
                    .failure();

            assertThat(Project.places(e))
                    .containsExactly("platform.yaml:1:12 catalogs.default.credentials MISSING_KEY");
        }

        @Test
        void aRestCatalogMayGoWithoutCredentials() {
            ResolvedConfig config = Project.of(
                            folder,
                            Project.FLOE,
                            "catalogs: {default: {type: rest, uri: 'https://x:443/ice//', warehouse: w}}\n")
                    .load();

            IcebergRestCatalog catalog = (IcebergRestCatalog) config.catalog();
            assertThat(catalog.credentials()).isEmpty();
            assertThat(catalog.uri()).hasToString("https://x:443/ice");
        }

        @Test
        void aDuckDbCatalogNeedsAPath() {
            ConfigException e = Project.of(folder, Project.FLOE, "catalogs: {default: {type: duckdb}}\n")
                    .failure();

            assertThat(Project.places(e)).containsExactly("platform.yaml:1:12 catalogs.default.path MISSING_KEY");
        }

        @Test
        void oauth2NeedsBothParts() {
            ConfigException e = catalogWith("credentials: {mode: oauth2, client_id: me}");

            assertThat(Project.places(e))
                    .containsExactly("platform.yaml:6:5 catalogs.default.credentials.client_secret MISSING_KEY");
        }

        @Test
        void remoteSigningIsRefusedWithAReason() {
            ConfigException e = catalogWith(
                    "access_delegation: remote-signing\n    credentials: {client_id: me, client_secret: {secret_ref: s}}");

            assertThat(Project.message(e, "catalogs.default.access_delegation").orElseThrow())
                    .contains("DuckDB cannot", "vended-credentials");
        }

        @Test
        void whatCannotReachFloeDuckDbAndCommitsAlikeIsRefusedAtItsPlace() {
            ConfigException e = Project.of(folder, Project.FLOE, """
                            catalogs:
                              default:
                                type: rest
                                uri: http://host/
                                warehouse: w
                                http:
                                  proxy: https://proxy:3128
                                  proxy_user: me
                                  timeout: 0
                                  retries: 21
                                  realm: here
                                  headers:
                                    polaris-realm: there
                                    Host: other
                                    X-Bad: "\u00e4"
                            """).failure();

            assertThat(Project.places(e))
                    .containsExactlyInAnyOrder(
                            "platform.yaml:7:14 catalogs.default.http.proxy INVALID_VALUE",
                            "platform.yaml:6:5 catalogs.default.http.proxy_password MISSING_KEY",
                            "platform.yaml:9:16 catalogs.default.http.timeout INVALID_VALUE",
                            "platform.yaml:10:16 catalogs.default.http.retries INVALID_VALUE",
                            "platform.yaml:13:24 catalogs.default.http.headers.polaris-realm CONFLICTING_KEYS",
                            "platform.yaml:14:15 catalogs.default.http.headers.Host UNSUPPORTED",
                            "platform.yaml:15:16 catalogs.default.http.headers.X-Bad INVALID_VALUE");
        }

        @Test
        void anAddressWithAPasswordIsRefusedWithoutRepeatingIt() {
            ConfigException e = Project.of(
                            folder,
                            Project.FLOE,
                            "catalogs: {default: {type: rest, uri: 'http://me:hunter2@x/', warehouse: w}}\n")
                    .failure();

            assertThat(Project.places(e))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("platform.yaml:1:39 catalogs.default.uri");
            assertThat(e.getMessage()).doesNotContain("hunter2");
        }

        @Test
        void knownButUnsupportedTypesResolveAndAreLeftToTheRun() {
            ResolvedConfig config = Project.of(
                            folder, Project.FLOE, "catalogs: {default: {type: glue, uri: 'x', warehouse: w}}\n")
                    .load();

            assertThat(config.catalog()).isEqualTo(new UnsupportedCatalog("default", "default", CatalogType.GLUE));
        }

        private ConfigException catalogWith(String more) {
            return Project.of(folder, Project.FLOE, """
                            catalogs:
                              default:
                                type: polaris
                                uri: http://x/api/catalog
                                warehouse: w
                                %s
                            """.formatted(more)).failure();
        }
    }

    @Nested
    class ScalarTraps {
        @Test
        void textsThatYamlReadsAsSomethingElseAreErrorsWithTheReason() {
            ConfigException e = Project.of(folder, """
                            name: no
                            version: 1.0
                            storage: 010
                            compute: 12:30:45
                            """, Project.DUCKDB).failure();

            assertThat(Project.places(e))
                    .containsExactly(
                            "floe.yaml:1:7 name AMBIGUOUS_VALUE",
                            "floe.yaml:2:10 version WRONG_TYPE",
                            "floe.yaml:3:10 storage AMBIGUOUS_VALUE",
                            "floe.yaml:4:10 compute AMBIGUOUS_VALUE");
            assertThat(Project.message(e, "name"))
                    .contains(
                            "YAML reads no as true or false, but a text is expected; put it in quotes if text is meant");
            assertThat(Project.message(e, "version"))
                    .contains("a text is expected, but this is a number; put it in quotes if text is meant");
        }

        @Test
        void placesAndExtensionsAreListsOfTexts() {
            ConfigException e =
                    Project.of(folder, Project.FLOE, Project.DUCKDB + """
                                    compute:
                                      default: {properties: {file_access: some, extensions: spatial}}
                                      other: {properties: {file_access: [""], extensions: [1]}}
                                    """).failure();

            assertThat(Project.places(e))
                    .containsExactly(
                            "platform.yaml:6:39 compute.default.properties.file_access INVALID_VALUE",
                            "platform.yaml:6:57 compute.default.properties.extensions WRONG_TYPE",
                            "platform.yaml:7:37 compute.other.properties.file_access INVALID_VALUE",
                            "platform.yaml:7:55 compute.other.properties.extensions WRONG_TYPE");
            assertThat(Project.message(e, "compute.default.properties.file_access"))
                    .hasValueSatisfying(
                            message -> assertThat(message).contains("without-secrets", "all", "a list of folders"));
        }

        @Test
        void numbersHaveToBePlainDecimals() {
            ConfigException e =
                    Project.of(folder, Project.FLOE, Project.DUCKDB + """
                                    compute:
                                      default: {properties: {threads: 010}}
                                    layers:
                                      a: {retention_days: 1_000}
                                      b: {retention_days: 99999999999}
                                      c: {retention_days: "30"}
                                    """).failure();

            assertThat(Project.places(e))
                    .containsExactly(
                            "platform.yaml:6:35 compute.default.properties.threads AMBIGUOUS_VALUE",
                            "platform.yaml:8:23 layers.a.retention_days AMBIGUOUS_VALUE",
                            "platform.yaml:9:23 layers.b.retention_days INVALID_VALUE",
                            "platform.yaml:10:23 layers.c.retention_days WRONG_TYPE");
        }

        @Test
        void variablesOfAResourceProfileTakeNumbersAsTheyAreWritten() {
            ResolvedConfig config = Project.of(
                            folder,
                            Project.FLOE,
                            Project.DUCKDB
                                    + "infrastructure: {resource_profiles: {transform: {env: {A: 4, B: 0.50, C: true}}}}\n")
                    .load();

            assertThat(config.resources().orElseThrow().env())
                    .containsEntry("A", "4")
                    .containsEntry("B", "0.50")
                    .containsEntry("C", "true");
        }
    }

    @Test
    void aKeyTwiceIsAnErrorThatNamesTheFirst() {
        ConfigException e = Project.of(folder, "name: a\ncatalog: default\nname: b\n", Project.DUCKDB)
                .failure();

        assertThat(Project.places(e)).containsExactly("floe.yaml:3:1 name DUPLICATE_KEY");
        assertThat(Project.message(e, "name")).contains("this key was given before, at line 1; keep one of them");
    }

    @Test
    void aKeyWithNothingBehindItIsAnErrorButAnEmptySectionIsNot() {
        ConfigException e = Project.of(folder, "name:\ncatalog: default\n", Project.DUCKDB + "storage:\n")
                .failure();

        assertThat(Project.places(e)).containsExactly("floe.yaml:1:1 name EMPTY_VALUE");
    }

    @Test
    void wrongTypesSayWhatWasExpectedAndFound() {
        ConfigException e = Project.of(
                        folder, "name: [a]\nlayers: x\n", "catalogs: [a]\nstorage: {s: {path_style_access: maybe}}\n")
                .failure();

        assertThat(Project.places(e))
                .containsExactly(
                        "floe.yaml:1:7 name WRONG_TYPE",
                        "floe.yaml:2:9 layers WRONG_TYPE",
                        "platform.yaml:1:11 catalogs WRONG_TYPE",
                        "platform.yaml:2:34 storage.s.path_style_access WRONG_TYPE");
        assertThat(Project.message(e, "name")).contains("a text is expected, but this is a list");
    }

    @Test
    void anUnknownResourceProfileSaysWhatThereIs() {
        Project project = Project.of(folder, Project.FLOE, Project.PLATFORM);

        ConfigException e = Project.failure(project.loader().resourceProfile("transfrom"));

        assertThat(e).hasMessageContaining("there is no resource profile 'transfrom'; did you mean 'transform'?");
    }

    @Test
    void knownKeysWithoutEffectAreReportedOnceEach() {
        ResolvedConfig config = Project.of(folder, """
                        name: a
                        transforms: [{type: dbt, path: "."}]
                        orchestration: {jobs: {x: {type: batch, selection: [a]}}}
                        """, Project.DUCKDB + """
                                compute: {default: {properties: {threads: 2, treads: 3}}}
                                governance: {retention: {enabled: true}}
                                security: {authentication: {enabled: false}, secret_backends: {primary: vault}}
                                infrastructure: {timezone: UTC}
                                """).load();

        assertThat(config.notices()).extracting(Notice::code).containsOnly(Notice.NOT_APPLIED);
        assertThat(config.notices())
                .extracting(notice ->
                        notice.message().replaceFirst(" is not applied.*", "").replaceFirst(".*/", ""))
                .containsExactlyInAnyOrder(
                        "floe.yaml:2: transforms",
                        "floe.yaml:3: orchestration",
                        "platform.yaml:5: compute.default.properties.treads",
                        "platform.yaml:6: governance",
                        "platform.yaml:7: security.authentication",
                        "platform.yaml:7: security.secret_backends.primary",
                        "platform.yaml:8: infrastructure.timezone");
    }

    @Nested
    class BuiltInCode {
        @Test
        void theSameRulesHoldWithTheKeyPathInsteadOfALine() {
            PlatformConfig platform = PlatformConfig.builder()
                    .version("2.0.0")
                    .putCatalogs(
                            "default", CatalogConfig.builder().uri("nowhere").build())
                    .putCatalogs(
                            "9",
                            CatalogConfig.builder().type(CatalogType.DUCKDB).build())
                    .putStorage("s", StorageConfig.builder().bucket("No!").build())
                    .putLayers(
                            "bronze",
                            LayerConfig.builder("gold").retentionDays(0).build())
                    .putCompute(
                            "default",
                            ComputeConfig.builder().putProperties("threads", 0).build())
                    .build();

            ConfigException e = Project.failure(ConfigLoader.builder()
                    .projectDirectory(folder)
                    .environment(Map.of())
                    .spec(FloeSpec.builder("a b").putLayers("x", "none").build())
                    .platform(platform));

            assertThat(Project.places(e))
                    .containsExactlyInAnyOrder(
                            "0:0 name INVALID_VALUE",
                            "0:0 layers.x UNKNOWN_REFERENCE",
                            "0:0 version UNSUPPORTED",
                            "0:0 storage.s.bucket INVALID_VALUE",
                            "0:0 catalogs.default.uri INVALID_VALUE",
                            "0:0 catalogs.default.warehouse MISSING_KEY",
                            "0:0 catalogs.default.credentials MISSING_KEY",
                            "0:0 catalogs.9 INVALID_VALUE",
                            "0:0 catalogs.9.path MISSING_KEY",
                            "0:0 compute.default.properties.threads INVALID_VALUE",
                            "0:0 layers.bronze.name INVALID_VALUE",
                            "0:0 layers.bronze.retention_days INVALID_VALUE");
            assertThat(e.problems()).extracting(ConfigProblem::file).containsOnly(Optional.empty());
        }

        @Test
        void aSecretAmongThePropertiesIsRefused() {
            PlatformConfig platform = PlatformConfig.builder()
                    .putCatalogs(
                            "default",
                            CatalogConfig.builder()
                                    .type(CatalogType.REST)
                                    .uri("http://x")
                                    .warehouse("w")
                                    .putProperties("s3.secret-access-key", "hunter2")
                                    .build())
                    .build();

            ConfigException e = Project.failure(ConfigLoader.builder()
                    .projectDirectory(folder)
                    .spec(FloeSpec.builder("a").build())
                    .platform(platform));

            assertThat(Project.places(e))
                    .containsExactly("0:0 catalogs.default.properties[\"s3.secret-access-key\"] PLAIN_TEXT_SECRET");
            assertThat(e.getMessage()).doesNotContain("hunter2");
        }

        @Test
        void relativePathsAreRelativeToTheProject() {
            ResolvedConfig config = ConfigLoader.builder()
                    .projectDirectory(folder)
                    .spec(FloeSpec.builder("a").build())
                    .platform(PlatformConfig.builder()
                            .putCatalogs(
                                    "default",
                                    CatalogConfig.builder()
                                            .type(CatalogType.DUCKDB)
                                            .path(Path.of("data/x.duckdb"))
                                            .build())
                            .putCompute(
                                    "default",
                                    ComputeConfig.builder()
                                            .putProperties("path", "y.duckdb")
                                            .build())
                            .build())
                    .build()
                    .load();

            assertThat(((DuckDbCatalog) config.catalog()).path()).isEqualTo(folder.resolve("data/x.duckdb"));
            assertThat(config.compute().path())
                    .contains(folder.resolve("y.duckdb").toString());
        }
    }
}
