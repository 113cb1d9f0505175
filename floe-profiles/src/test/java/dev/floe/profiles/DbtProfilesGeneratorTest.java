package dev.floe.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
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
        assertThat(generate(SEED)).isEqualTo("""
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
                        """);
    }

    @Test
    void aYamlReaderSeesTheSameTree() throws IOException {
        assertThat(dev(SEED, "default"))
                .containsExactly(
                        Map.entry("type", "duckdb"),
                        Map.entry("path", ":memory:"),
                        Map.entry("threads", 4),
                        Map.entry("extensions", List.of("iceberg", "httpfs")),
                        Map.entry(
                                "plugins",
                                List.of(Map.of(
                                        "module",
                                        "floe_dbt.plugins.polaris",
                                        "config",
                                        Map.of(
                                                "catalog_uri",
                                                "{{ env_var('FLOE_POLARIS_URI') }}",
                                                "warehouse",
                                                "{{ env_var('FLOE_POLARIS_WAREHOUSE') }}",
                                                "client_id",
                                                "{{ env_var('POLARIS_CLIENT_ID') }}",
                                                "client_secret",
                                                "{{ env_var('POLARIS_CLIENT_SECRET') }}",
                                                "scope",
                                                "{{ env_var('POLARIS_SCOPE', 'PRINCIPAL_ROLE:service_admin') }}")))));
    }

    @Test
    void thereIsNeverASettingsBlock() throws IOException {
        assertThat(generate(SEED)).doesNotContain("settings");
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
        Files.writeString(output, "something old that is much longer than what comes now".repeat(100));

        generate(SEED);
        String again = generate(SEED);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(output)))
                .isEqualTo("rw-------");
        assertThat(again).isEqualTo(Files.readString(output)).startsWith("# Written by floe");
        try (Stream<Path> files = Files.list(output.getParent())) {
            assertThat(files).containsExactly(output);
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
                Map.of("P", folder.resolve("platform.yaml").toString()));

        assertThat(written).isEqualTo(folder.resolve("profiles.yml")).exists();
    }

    @Test
    void hostileValuesComeOutAsData() throws IOException {
        String scope = "it's \"{{ env_var('HOME') }}\" \\ {% raw %} # : - \u00e4\uD83D\uDE00";
        write(SEED.replace("\"PRINCIPAL_ROLE:service_admin\"", "'" + scope.replace("'", "''") + "'"));

        DbtProfilesGenerator.generateFromEnv(floe, output, "P", "no", environment());

        Map<String, Object> root = parse(Files.readString(output));
        assertThat(root).containsOnlyKeys("no");
        assertThat(Files.readString(output)).contains("\"no\":");
        assertThat(Files.readString(output).lines()).hasSize(19);
    }

    @Test
    void aVariableThatIsNotSetIsSaid() {
        assertThatThrownBy(() -> DbtProfilesGenerator.generateFromEnv(floe, output, "MY_PLATFORM", "default", Map.of()))
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
                Map.of("FLOE_PLATFORM_ENV", "prod"));

        assertThat(Files.readString(output)).contains("threads: 7");
    }

    @Test
    void aPlatformFileThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> DbtProfilesGenerator.generateFromEnv(
                        floe, output, "P", "default", Map.of("P", "/no/where.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("/no/where.yaml is not there");
        assertThat(output).doesNotExist();
    }

    @Test
    void aConfigurationWithProblemsIsNotMadeAProfileOf() throws IOException {
        write(SEED.replace("warehouse", "wharehouse"));

        assertThatThrownBy(() -> DbtProfilesGenerator.generateFromEnv(floe, output, "P", "default", environment()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean 'warehouse'?");
        assertThat(output).doesNotExist();
    }

    @Test
    void typesThatNoProfileCanBeMadeForAreSaid() {
        assertThatThrownBy(() -> generate("catalogs: {default: {type: glue}}\n"))
                .isInstanceOfSatisfying(
                        ProfilesException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PROFILE_UNSUPPORTED))
                .hasMessageContaining("catalog 'default' of type glue");
        assertThatThrownBy(() -> generate(SEED + "compute: {default: {type: snowflake}}\n"))
                .isInstanceOf(ProfilesException.class)
                .hasMessageContaining("compute 'default' of type snowflake");
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException {
        write(SEED);
        Path inTheWay = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DbtProfilesGenerator.generateFromEnv(
                        floe, inTheWay.resolve("profiles.yml"), "P", "default", environment()))
                .isInstanceOfSatisfying(
                        ProfilesException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED))
                .hasMessageContaining(inTheWay.resolve("profiles.yml").toString());
    }

    private String generate(String platform) throws IOException {
        write(platform);
        DbtProfilesGenerator.generateFromEnv(floe, output, "P", "default", environment());
        return Files.readString(output);
    }

    private Map<String, Object> dev(String platform, String profile) throws IOException {
        Map<String, Object> root = parse(generate(platform));
        assertThat(root).containsOnlyKeys(profile);
        Map<?, ?> body = (Map<?, ?>) root.get(profile);
        assertThat(body.get("target")).isEqualTo("dev");
        Map<?, ?> outputs = (Map<?, ?>) body.get("outputs");
        @SuppressWarnings("unchecked")
        Map<String, Object> dev = (Map<String, Object>) outputs.get("dev");
        return dev;
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
