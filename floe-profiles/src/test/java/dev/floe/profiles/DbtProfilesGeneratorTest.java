package dev.floe.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.config.ConfigException;
import dev.floe.config.ConfigLoader;
import dev.floe.config.ConfigTiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class DbtProfilesGeneratorTest {
    private static final String SEED = """
            catalogs:
              default:
                type: polaris
                uri: http://polaris:8181/api/catalog
                warehouse: demo
                credentials:
                  mode: oauth2
                  client_id: {secret_ref: polaris-client-id}
                  client_secret: {secret_ref: polaris-client-secret}
                  scope: "PRINCIPAL_ROLE:service_admin"
            infrastructure:
              resource_profiles:
                transform:
                  requests: {cpu: 1000m, memory: 4Gi}
                  limits: {cpu: 8000m, memory: 12Gi}
                  env: {DUCKDB_MEMORY_LIMIT: 8GB, DUCKDB_THREADS: "4", DUCKDB_TEMP_DIRECTORY: /tmp/duckdb}
            """;

    @TempDir
    Path folder;

    private Path floe;
    private Path output;

    @BeforeEach
    void project() throws IOException {
        floe = Files.writeString(folder.resolve("floe.yaml"), "name: customer-analytics\ncatalog: default\n");
        output = folder.resolve("out/profiles.yml");
    }

    @Test
    void theSeedsInputGivesTheSeedsProfileKeyForKey() throws IOException {
        write(SEED);
        DbtProfilesGenerator plain = DbtProfilesGenerator.builder()
                .style(ProfileStyle.PLUGIN)
                .output("dev", tiers())
                .environment(Map.of())
                .build();

        assertThat(plain.text()).startsWith("""
                        # Written by floe from floe.yaml and platform.yaml; changes made here are lost.
                        default:
                          target: dev
                          outputs:
                            dev:
                              type: duckdb
                              path: ":memory:"
                              threads: 4
                              extensions:
                                - iceberg
                                - httpfs
                              plugins:
                                - module: floe_dbt.plugins.polaris
                                  config:
                                    catalog_uri: "{{ env_var('FLOE_POLARIS_URI') }}"
                                    warehouse: "{{ env_var('FLOE_POLARIS_WAREHOUSE') }}"
                                    client_id: "{{ env_var('POLARIS_CLIENT_ID') }}"
                                    client_secret: "{{ env_var('POLARIS_CLIENT_SECRET') }}"
                                    scope: "{{ env_var('POLARIS_SCOPE', 'PRINCIPAL_ROLE:service_admin') }}"
                              config_options:
                        """);
        assertThat(plain.variables())
                .containsExactly(
                        "FLOE_POLARIS_URI", "FLOE_POLARIS_WAREHOUSE", "POLARIS_CLIENT_ID", "POLARIS_CLIENT_SECRET");
    }

    @Test
    void thereIsNeverASettingsBlock() throws IOException {
        assertThat(generate(SEED)).doesNotContain("settings");
    }

    @Test
    void whatThePlatformSaysOfMemoryThreadsAndTemporaryFilesIsGivenWhenTheDatabaseIsOpened() throws IOException {
        assertThat(dev(SEED, "default").get("config_options"))
                .isEqualTo(Map.of("memory_limit", "8GB", "threads", 4, "temp_directory", "/tmp/duckdb"));
        assertThat(dev(SEED.replaceFirst("env: .*", ""), "default").get("config_options"))
                .isEqualTo(Map.of("memory_limit", "8232MiB", "threads", 8));
        assertThat(dev(SEED.replace("8GB", "8Gi"), "default").get("config_options"))
                .isEqualTo(Map.of("memory_limit", "8GiB", "threads", 4, "temp_directory", "/tmp/duckdb"));
        assertThat(dev(SEED.replaceFirst("(?s)infrastructure.*", ""), "default"))
                .doesNotContainKey("config_options");
    }

    @Test
    void theEnvironmentCountsMoreThanTheResourceProfile() throws IOException {
        write(SEED);

        assertThat(DbtProfilesGenerator.builder()
                        .output("dev", tiers())
                        .environment(Map.of("DUCKDB_MEMORY_LIMIT", "1Gi"))
                        .build()
                        .text())
                .contains("memory_limit: \"1GiB\"");
        assertThatThrownBy(() -> DbtProfilesGenerator.builder()
                        .output("dev", tiers())
                        .environment(Map.of("DUCKDB_MEMORY_LIMIT", "much"))
                        .build()
                        .text())
                .isInstanceOfSatisfying(
                        ProfilesException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_REFUSED))
                .hasMessageContaining("'memory_limit' cannot be 'much'");
        assertThatThrownBy(() -> DbtProfilesGenerator.builder()
                        .output("dev", tiers())
                        .environment(Map.of())
                        .resourceProfile("huge")
                        .build()
                        .text())
                .hasMessage("the platform has no resource profile 'huge'; there are transform");
    }

    @Test
    void inNativeStyleNothingButDbtDuckDbIsNeeded() throws IOException {
        write(SEED.replaceFirst("(?s)infrastructure.*", "") + """
                storage:
                  default:
                    endpoint: http://minio:9000/
                    bucket: lake
                    path_style_access: true
                    credentials: {client_id: {secret_ref: s3-id}, client_secret: {secret_ref: s3-key}}
                """);
        DbtProfilesGenerator generator = DbtProfilesGenerator.builder()
                .output("dev", tiers())
                .environment(Map.of())
                .build();

        assertThat(generator.text()).isEqualTo("""
                        # Written by floe from floe.yaml and platform.yaml; changes made here are lost.
                        default:
                          target: dev
                          outputs:
                            dev:
                              type: duckdb
                              path: ":memory:"
                              database: polaris_catalog
                              schema: default
                              threads: 4
                              extensions:
                                - iceberg
                                - httpfs
                              secrets:
                                - type: s3
                                  name: floe_storage_polaris_catalog
                                  key_id: "{{ env_var('S3_ID') }}"
                                  secret: "{{ env_var('S3_KEY') }}"
                                  region: us-east-1
                                  url_style: path
                                  endpoint: "minio:9000"
                                  use_ssl: "false"
                                  scope: "s3://lake"
                                - type: iceberg
                                  name: floe_polaris_catalog
                                  client_id: "{{ env_var('POLARIS_CLIENT_ID') }}"
                                  client_secret: "{{ env_var('POLARIS_CLIENT_SECRET') }}"
                                  oauth2_server_uri: "http://polaris:8181/api/catalog/v1/oauth/tokens"
                                  oauth2_scope: "PRINCIPAL_ROLE:service_admin"
                              attach:
                                - path: demo
                                  alias: polaris_catalog
                                  type: iceberg
                                  secret: floe_polaris_catalog
                                  options:
                                    endpoint: "http://polaris:8181/api/catalog"
                                    access_delegation_mode: none
                        """);
        assertThat(generator.variables())
                .containsExactly("POLARIS_CLIENT_ID", "POLARIS_CLIENT_SECRET", "S3_ID", "S3_KEY");
    }

    @Test
    void catalogsOfLayersAreAttachedTooAndAddressesMayBeSecrets() throws IOException {
        write("""
                catalogs:
                  default: {type: duckdb, path: own.duckdb}
                  my-lake:
                    type: rest
                    uri: {secret_ref: lake-uri}
                    warehouse: w
                    access_delegation: vended-credentials
                layers: {gold: {catalog_ref: my-lake}}
                """);

        Map<String, Object> dev = output(
                DbtProfilesGenerator.builder()
                        .output("dev", tiers())
                        .environment(Map.of())
                        .build(),
                "dev");

        assertThat(dev.get("attach"))
                .isEqualTo(List.of(Map.of(
                        "path", "w",
                        "alias", "\"my-lake\"",
                        "type", "iceberg",
                        "options",
                                Map.of(
                                        "endpoint", "{{ env_var('LAKE_URI') }}",
                                        "access_delegation_mode", "vended_credentials",
                                        "authorization_type", "none"))));
        assertThat(dev)
                .containsEntry("extensions", List.of("iceberg", "httpfs"))
                .doesNotContainKey("secrets");
    }

    @Test
    void aProfileMayHaveSeveralOutputsTheFirstOfWhichIsItsTarget() throws IOException {
        write(SEED);
        ConfigTiers prod = tiers();
        write(SEED.replace("warehouse: demo", "warehouse: trial"));

        Map<String, Object> root = parse(DbtProfilesGenerator.builder()
                .profile("shop")
                .output("prod", prod)
                .output("dev", tiers())
                .environment(Map.of())
                .build()
                .text());

        Map<?, ?> shop = (Map<?, ?>) root.get("shop");
        assertThat(shop.get("target")).isEqualTo("prod");
        assertThat(shop.get("outputs").toString()).contains("path=demo", "path=trial");
        assertThat(((Map<?, ?>) shop.get("outputs")).keySet()).isEqualTo(Set.of("prod", "dev"));
    }

    @Test
    void onRequestTheNamesOfSecretsAreThoseThatDbtKeepsOutOfItsLogs() throws IOException {
        write(SEED);

        assertThat(DbtProfilesGenerator.builder()
                        .output("dev", tiers())
                        .environment(Map.of())
                        .dbtSecretNames(true)
                        .build()
                        .variables())
                .containsExactly("DBT_ENV_SECRET_POLARIS_CLIENT_ID", "DBT_ENV_SECRET_POLARIS_CLIENT_SECRET");
    }

    @Test
    void inPluginStyleThePluginIsWrittenBesideTheProfile() throws IOException {
        assertThat(dev(SEED, "default").get("module_paths"))
                .isEqualTo(List.of(output.getParent().toString()));

        assertThat(output.resolveSibling("floe_dbt/plugins/polaris.py"))
                .content()
                .startsWith("\"\"\"Written by floe; changes made here are lost.")
                .contains("class Plugin(BasePlugin)");
        assertThat(output.resolveSibling("floe_dbt/__init__.py")).exists();
        assertThat(output.resolveSibling("floe_dbt/plugins/__init__.py")).exists();
        assertThat(output.resolveSibling("macros")).doesNotExist();
    }

    @Test
    void theMacrosThatWereAskedForKnowTheLayersOfEachOutput() throws IOException {
        write(SEED + "layers: {gold: {namespace: demo.Gold.daily}}\n");
        List<Path> written = DbtProfilesGenerator.builder()
                .output("dev", tiers())
                .environment(Map.of())
                .companion(true)
                .build()
                .write(output);

        assertThat(written)
                .containsExactly(
                        output,
                        output.resolveSibling("macros/floe_dbt/iceberg.sql"),
                        output.resolveSibling("macros/floe_dbt/names.sql"));
        assertThat(written.get(2))
                .content()
                .contains("'dev': {'standard': ['polaris_catalog', 'default'], 'iceberg': true,"
                        + " 'layers': {'gold': ['polaris_catalog', 'gold.daily']}, 'folders': {}}");
    }

    @Test
    void whatSomebodyWroteByHandIsNotReplacedUnlessItMayBe() throws IOException {
        write(SEED);
        Files.createDirectories(output.resolveSibling("macros/floe_dbt"));
        Path theirs = Files.writeString(output.resolveSibling("macros/floe_dbt/names.sql"), "{# mine #}");
        DbtProfilesGenerator.Builder builder = DbtProfilesGenerator.builder()
                .output("dev", tiers())
                .environment(Map.of())
                .companion(true);

        assertThatThrownBy(() -> builder.build().write(output))
                .isInstanceOfSatisfying(
                        ProfilesException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_EXISTS))
                .hasMessageStartingWith(theirs + " is there already, and floe did not write it");
        assertThat(output).doesNotExist();

        builder.overwrite(true).build().write(output);
        assertThat(theirs).content().startsWith("{#- Written by floe");
    }

    @Test
    void variablesFollowTheNamesOfTheSecrets() throws IOException {
        String text =
                generate(SEED.replace("polaris-client-id", "team-id").replace("polaris-client-secret", "team-key"));

        assertThat(text)
                .contains("client_id: \"{{ env_var('TEAM_ID') }}\"", "client_secret: \"{{ env_var('TEAM_KEY') }}\"");
    }

    @Test
    void variablesOfSecretsHaveThePrefixThatTheEnvironmentNames() throws IOException {
        write(SEED);
        DbtProfilesGenerator.generateFromEnv(
                floe,
                output,
                "P",
                "default",
                ProfileStyle.PLUGIN,
                Map.of("P", folder.resolve("platform.yaml").toString(), "FLOE_SECRET_PREFIX", "FLOE_SECRET_"));

        assertThat(Files.readString(output))
                .contains(
                        "client_id: \"{{ env_var('FLOE_SECRET_POLARIS_CLIENT_ID') }}\"",
                        "client_secret: \"{{ env_var('FLOE_SECRET_POLARIS_CLIENT_SECRET') }}\"");
    }

    @Test
    void aSecretThatIsInNoVariableIsSaid() throws IOException {
        assertThatThrownBy(() -> generate(SEED.replace("polaris-client-id", "home")))
                .isInstanceOf(ProfilesException.class)
                .hasMessageContaining("the secret 'home' is in none: environment variable HOME");
    }

    @Test
    void withoutAScopeAllRolesOfThePrincipalAreAskedFor() throws IOException {
        assertThat(generate(SEED.replace("      scope: \"PRINCIPAL_ROLE:service_admin\"\n", "")))
                .contains("scope: \"{{ env_var('POLARIS_SCOPE', 'PRINCIPAL_ROLE:ALL') }}\"");
    }

    @Test
    void pathAndThreadsComeFromTheComputeThatFloeYamlNames() throws IOException {
        Files.writeString(floe, "name: a\ncompute: big\n");

        assertThat(dev(SEED + "compute: {big: {properties: {path: work.duckdb, threads: 16}}}\n", "default"))
                .containsEntry("path", folder.resolve("work.duckdb").toString())
                .containsEntry("threads", 16);
    }

    @Test
    void aDuckDbCatalogGivesJustItsPath() throws IOException {
        assertThat(dev("catalogs: {default: {type: duckdb, path: lake.duckdb}}\n", "default"))
                .containsExactly(
                        Map.entry("type", "duckdb"),
                        Map.entry("path", folder.resolve("lake.duckdb").toString()),
                        Map.entry("schema", "default"),
                        Map.entry("threads", 4));
    }

    @Test
    void noSecretIsNeededAndNoneIsWritten() throws IOException {
        write(SEED);
        DbtProfilesGenerator.generateFromEnv(
                floe,
                output,
                "FLOE_PLATFORM_FILE",
                "default",
                ProfileStyle.NATIVE,
                Map.of(
                        "FLOE_PLATFORM_FILE",
                        folder.resolve("platform.yaml").toString(),
                        "POLARIS_CLIENT_ID",
                        "canary-id",
                        "POLARIS_CLIENT_SECRET",
                        "canary-secret"));

        assertThat(output).content().doesNotContain("canary");
    }

    @Test
    void theFileIsItsOwnersAloneAndNothingElseIsLeftBehind() throws IOException {
        Files.createDirectories(output.getParent());
        Files.writeString(output, "# Written by floe, but much longer than what comes now".repeat(100));

        generate(SEED);
        String again = generate(SEED);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(output)))
                .isEqualTo("rw-------");
        assertThat(again).isEqualTo(Files.readString(output)).startsWith("# Written by floe");
        try (Stream<Path> files = Files.list(output.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(output, output.resolveSibling("floe_dbt"));
        }
    }

    @Test
    void foldersMayBeGivenInsteadOfFiles() throws IOException {
        write(SEED);

        Path written = DbtProfilesGenerator.generateFromEnv(
                folder,
                folder,
                "P",
                "default",
                ProfileStyle.PLUGIN,
                Map.of("P", folder.resolve("platform.yaml").toString()));

        assertThat(written).isEqualTo(folder.resolve("profiles.yml")).exists();
    }

    @Test
    void hostileValuesComeOutAsData() throws IOException {
        String scope = "it's \"{{ env_var('HOME') }}\" \\ {% raw %} # : - \u00e4\uD83D\uDE00";
        write(SEED.replace("\"PRINCIPAL_ROLE:service_admin\"", "'" + scope.replace("'", "''") + "'"));

        DbtProfilesGenerator.generateFromEnv(floe, output, "P", "no", ProfileStyle.PLUGIN, environment());

        Map<String, Object> root = parse(Files.readString(output));
        assertThat(root).containsOnlyKeys("no");
        assertThat(Files.readString(output)).contains("\"no\":");
        assertThat(Files.readString(output).lines()).hasSize(25);
    }

    @Test
    void aVariableThatIsNotSetIsSaid() {
        assertThatThrownBy(() -> DbtProfilesGenerator.generateFromEnv(
                        floe, output, "MY_PLATFORM", "default", ProfileStyle.NATIVE, Map.of()))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_NOT_FOUND))
                .hasMessageContaining("the environment variable MY_PLATFORM is not set; it has to name platform.yaml");
    }

    @Test
    void whereTheUsualVariableIsNotSetTheFileIsFoundBesideFloeYaml() throws IOException {
        write(SEED);
        Files.writeString(folder.resolve("platform.prod.yaml"), "compute: {default: {properties: {threads: 7}}}\n");

        DbtProfilesGenerator.generateFromEnv(
                floe,
                output,
                DbtProfilesGenerator.DEFAULT_PLATFORM_FILE_VARIABLE,
                "default",
                ProfileStyle.PLUGIN,
                Map.of("FLOE_PLATFORM_ENV", "prod"));

        assertThat(Files.readString(output)).contains("threads: 7");
    }

    @Test
    void aPlatformFileThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> DbtProfilesGenerator.generateFromEnv(
                        floe, output, "P", "default", ProfileStyle.PLUGIN, Map.of("P", "/no/where.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("/no/where.yaml is not there");
        assertThat(output).doesNotExist();
    }

    @Test
    void aConfigurationWithProblemsIsNotMadeAProfileOf() throws IOException {
        write(SEED.replace("warehouse", "wharehouse"));

        assertThatThrownBy(() -> DbtProfilesGenerator.generateFromEnv(
                        floe, output, "P", "default", ProfileStyle.PLUGIN, environment()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean 'warehouse'?");
        assertThat(output).doesNotExist();
    }

    @Test
    void typesThatNoProfileCanBeMadeForAreSaid() {
        assertThatThrownBy(() -> generate("catalogs: {default: {type: glue}}\n"))
                .isInstanceOfSatisfying(
                        ProfilesException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PROFILE_UNSUPPORTED))
                .hasMessageContaining("the project's catalog, which is of type glue");
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException {
        write(SEED);
        Path inTheWay = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DbtProfilesGenerator.generateFromEnv(
                        floe, inTheWay.resolve("profiles.yml"), "P", "default", ProfileStyle.PLUGIN, environment()))
                .isInstanceOfSatisfying(
                        ProfilesException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED))
                .hasMessageContaining(inTheWay.resolve("profiles.yml").toString());
    }

    private String generate(String platform) throws IOException {
        write(platform);
        DbtProfilesGenerator.generateFromEnv(floe, output, "P", "default", ProfileStyle.PLUGIN, environment());
        return Files.readString(output);
    }

    private Map<String, Object> dev(String platform, String profile) throws IOException {
        Map<String, Object> root = parse(generate(platform));
        assertThat(root).containsOnlyKeys(profile);
        Map<?, ?> body = (Map<?, ?>) root.get(profile);
        assertThat(body.get("target")).isEqualTo("dev");
        return output(body, "dev");
    }

    private static Map<String, Object> output(DbtProfilesGenerator generator, String name) {
        return output((Map<?, ?>) parse(generator.text()).get("default"), name);
    }

    private static Map<String, Object> output(Map<?, ?> body, String name) {
        @SuppressWarnings("unchecked")
        Map<String, Object> output = (Map<String, Object>) ((Map<?, ?>) body.get("outputs")).get(name);
        return output;
    }

    private ConfigTiers tiers() {
        return ConfigLoader.builder()
                .projectDirectory(folder)
                .floeFile(floe)
                .platformFile(folder.resolve("platform.yaml"))
                .environment(Map.of())
                .build()
                .read();
    }

    private static Map<String, Object> parse(String text) {
        return new Yaml().load(text);
    }

    private void write(String platform) throws IOException {
        Files.writeString(folder.resolve("platform.yaml"), platform);
    }

    private Map<String, String> environment() {
        return Map.of("P", folder.resolve("platform.yaml").toString());
    }
}
