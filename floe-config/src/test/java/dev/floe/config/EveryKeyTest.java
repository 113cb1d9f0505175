package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A record cannot gain a key that is not read from a file, has no default or is missing in the reference. */
class EveryKeyTest {
    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");

    private static final String FLOE = """
            name: everything
            version: "3"
            storage: s
            catalog: c
            compute: k
            layers: {marts: l}
            """;

    private static final String PLATFORM = """
            version: "1.2.0"
            storage:
              s:
                type: gcs
                endpoint: https://storage.example
                region: eu-west-1
                bucket: lake
                path_style_access: true
                credentials: {mode: static}
            catalogs:
              c:
                type: rest
                uri: https://catalog.example
                warehouse: w
                namespace: n
                credentials:
                  mode: oauth2
                  client_id: me
                  client_secret: {secret_ref: s}
                  scope: all
                  token_uri: https://login.example/token
                  role_arn: arn:aws:iam::123456789012:role/x
                access_delegation: vended-credentials
                write_path: native
                path: ignored.duckdb
                storage: s
                properties: {a: b}
              d:
                uri: https://catalog.example
                warehouse: w
                credentials: {secret_ref: both}
            compute:
              k:
                type: postgres
                properties: {path: x, threads: 2}
            layers:
              l:
                name: l
                description: a layer
                storage_ref: s
                catalog_ref: c
                namespace: deep.er
                retention_days: 7
                properties: {owner: us}
            infrastructure:
              resource_profiles:
                transform:
                  requests: {cpu: 1, memory: 1Gi}
                  limits: {cpu: 2, memory: 2Gi}
                  env: {DUCKDB_THREADS: 2}
            security:
              secret_backends:
                kubernetes: {mount_path: /elsewhere}
            """;

    @TempDir
    static Path folder;

    static List<List<Record>> records() {
        ConfigTiers tiers = Project.of(folder, FLOE, PLATFORM).loader().build().read();
        PlatformConfig platform = tiers.platform();
        CatalogConfig catalog = platform.catalogs().get("c");
        CredentialsConfig credentials = catalog.credentials().orElseThrow();
        SecretRef both = platform.catalogs()
                .get("d")
                .credentials()
                .orElseThrow()
                .secretRef()
                .orElseThrow();
        return List.of(
                List.of(FloeSpec.builder("x").build(), tiers.spec()),
                List.of(PlatformConfig.builder().build(), platform),
                List.of(StorageConfig.builder().build(), platform.storage().get("s")),
                List.of(CatalogConfig.builder().build(), catalog),
                List.of(
                        CredentialsConfig.builder().build(),
                        CredentialsConfig.builder()
                                .mode(credentials.mode())
                                .clientId(credentials.clientId())
                                .clientSecret(credentials.clientSecret())
                                .scope(credentials.scope())
                                .tokenUri(credentials.tokenUri())
                                .roleArn(credentials.roleArn())
                                .secretRef(both)
                                .build()),
                List.of(ComputeConfig.builder().build(), platform.compute().get("k")),
                List.of(LayerConfig.builder("x").build(), platform.layers().get("l")),
                List.of(
                        ResourceProfile.builder().build(),
                        platform.resourceProfiles().get("transform")),
                List.of(
                        Resources.builder().build(),
                        platform.resourceProfiles().get("transform").limits()),
                List.of(SecretsConfig.builder().build(), platform.secrets()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyKeyIsReadHasADefaultAndIsInTheReference(List<Record> defaultAndFull) throws Exception {
        String reference = Files.readString(REFERENCE);
        Record defaults = defaultAndFull.get(0);
        Record full = defaultAndFull.get(1);
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            Object byDefault = component.getAccessor().invoke(defaults);
            Object read = component.getAccessor().invoke(full);
            assertThat(read).as(component.toString()).isNotEqualTo(byDefault);
            String key = component.getName().equals("secrets")
                    ? "secret_backends"
                    : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            assertThat(Pattern.compile("[`.]" + key + "[`.]").matcher(reference).find())
                    .as(key + " in " + REFERENCE)
                    .isTrue();
        }
    }

    @Test
    void everySampleOfTheReferenceLoads() throws IOException {
        Matcher sample = Pattern.compile("```yaml\n# (floe|platform)\\.yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(REFERENCE));
        int samples = 0;
        while (sample.find()) {
            String text = sample.group(2);
            Project project = sample.group(1).equals("floe")
                    ? Project.of(folder, text, Project.DUCKDB)
                    : Project.of(folder, Project.FLOE, text);
            assertThat(project.load().spec().name()).isEqualTo("customer-analytics");
            samples++;
        }
        assertThat(samples).isEqualTo(5);
    }
}
