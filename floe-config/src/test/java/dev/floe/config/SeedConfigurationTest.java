package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.ErrorCode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two files that floe was specified with. */
class SeedConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void theSeedsTwoFilesResolveFromTheEnvironment() {
        ResolvedConfig config =
                Project.of(folder, Project.FLOE, Project.PLATFORM).load();

        assertThat(config.spec().name()).isEqualTo("customer-analytics");
        IcebergRestCatalog catalog = (IcebergRestCatalog) config.catalog();
        assertThat(catalog.type()).isEqualTo(CatalogType.POLARIS);
        assertThat(catalog.name()).isEqualTo("default");
        assertThat(catalog.uri()).isEqualTo(URI.create("http://polaris:8181/api/catalog"));
        assertThat(catalog.warehouse()).isEqualTo("demo");
        assertThat(catalog.namespace()).isEqualTo("default");
        assertThat(catalog.accessDelegation()).isEqualTo(AccessDelegation.NONE);
        assertThat(catalog.writePath()).isEqualTo(WritePath.COMMIT);
        assertThat(catalog.storage()).isEmpty();
        OAuth2Credentials credentials = catalog.credentials().orElseThrow();
        assertThat(credentials.clientId().reveal()).isEqualTo("the-client-id");
        assertThat(credentials.clientSecret().reveal()).isEqualTo("the-client-secret");
        assertThat(credentials.scope()).isEqualTo("PRINCIPAL_ROLE:service_admin");
        assertThat(credentials.tokenEndpoint())
                .isEqualTo(URI.create("http://polaris:8181/api/catalog/v1/oauth/tokens"));
        assertThat(config.secretEnvironmentNames()).containsExactly("POLARIS_CLIENT_ID", "POLARIS_CLIENT_SECRET");
        assertThat(config.compute().type()).isEqualTo(ComputeType.DUCKDB);
        assertThat(config.layers()).isEmpty();
        assertThat(config.notices()).isEmpty();
    }

    @Test
    void theResourceProfileIsReadExactly() {
        ResourceProfile profile = Project.of(folder, Project.FLOE, Project.PLATFORM)
                .load()
                .resources()
                .orElseThrow();

        assertThat(profile.requests().cpu()).contains(Quantity.of(1));
        assertThat(profile.limits().cpu()).contains(Quantity.of(8));
        assertThat(profile.limits().memory().orElseThrow().roundedUp()).isEqualTo(12L << 30);
        assertThat(profile.env())
                .containsExactly(
                        Map.entry("DUCKDB_MEMORY_LIMIT", "8GB"),
                        Map.entry("DUCKDB_THREADS", "4"),
                        Map.entry("DUCKDB_TEMP_DIRECTORY", "/tmp/duckdb"));
    }

    @Nested
    class MountedSecrets {
        @Test
        void aFolderWithTheKeyValueIsRead() {
            Project project = mounted();
            project.write("secrets/polaris-client-id/value", "mounted-id\n");
            project.write("secrets/polaris-client-secret/value", "mounted-secret\n");

            OAuth2Credentials credentials = credentials(project.load());

            assertThat(credentials.clientId().reveal()).isEqualTo("mounted-id");
            assertThat(credentials.clientSecret().reveal()).isEqualTo("mounted-secret");
        }

        @Test
        void aFileOfTheSecretsNameIsRead() {
            Project project = mounted();
            project.write("secrets/polaris-client-id", "mounted-id");
            project.write("secrets/polaris-client-secret", "mounted-secret\r\n");

            assertThat(credentials(project.load()).clientSecret().reveal()).isEqualTo("mounted-secret");
        }

        @Test
        void theEnvironmentWinsOverTheMount() {
            Project project = mounted();
            project.write("secrets/polaris-client-id", "mounted-id");
            project.write("secrets/polaris-client-secret", "mounted-secret");
            project.environment.put("POLARIS_CLIENT_ID", "environment-id");

            assertThat(credentials(project.load()).clientId().reveal()).isEqualTo("environment-id");
        }

        @Test
        void aRotatedSecretIsSeen() {
            Project project = mounted();
            project.write("secrets/polaris-client-id", "mounted-id");
            project.write("secrets/polaris-client-secret", "before-rotation");
            ResolvedConfig config = project.load();
            project.write("secrets/polaris-client-secret", "after-rotation");

            assertThat(credentials(config).clientSecret().reveal()).isEqualTo("after-rotation");
            assertThat(config.redactor().redact("before-rotation after-rotation"))
                    .isEqualTo("*** ***");
        }

        private Project mounted() {
            Project project = Project.of(
                    folder,
                    Project.FLOE,
                    Project.PLATFORM + "security: {secret_backends: {kubernetes: {mount_path: secrets}}}\n");
            project.environment.clear();
            return project;
        }
    }

    @Test
    void everySecretThatIsMissingIsNamedWithEveryPlaceThatWasLookedAt() {
        Project project = Project.of(folder, Project.FLOE, Project.PLATFORM);
        project.environment.clear();
        project.environment.put("POLARIS_CLIENT_ID", "");

        ConfigException e = project.failure();

        assertThat(e.code()).isEqualTo(ErrorCode.SECRET_NOT_FOUND);
        assertThat(Project.places(e))
                .containsExactly(
                        "platform.yaml:10:9 catalogs.default.credentials.client_id SECRET_NOT_FOUND",
                        "platform.yaml:12:9 catalogs.default.credentials.client_secret SECRET_NOT_FOUND");
        assertThat(e.problems().get(1).message())
                .isEqualTo("secret 'polaris-client-secret' was not found; looked at environment variable"
                        + " POLARIS_CLIENT_SECRET, file /var/run/secrets/polaris-client-secret, file"
                        + " /var/run/secrets/polaris-client-secret/value");
    }

    @Test
    void theSameConfigurationBuiltInCodeResolvesToTheSame() {
        Project project = Project.of(folder, Project.FLOE, Project.PLATFORM);
        PlatformConfig platform = PlatformConfig.builder()
                .version("1.2.0")
                .putCatalogs(
                        "default",
                        CatalogConfig.builder()
                                .uri("http://polaris:8181/api/catalog/")
                                .warehouse("demo")
                                .credentials(CredentialsConfig.builder()
                                        .mode(CredentialMode.OAUTH2)
                                        .clientId(SecretRef.of("polaris-client-id"))
                                        .clientSecret(SecretRef.of("polaris-client-secret"))
                                        .scope("PRINCIPAL_ROLE:service_admin")
                                        .build())
                                .build())
                .build();

        ResolvedConfig config = ConfigLoader.builder()
                .projectDirectory(folder)
                .spec(FloeSpec.builder("customer-analytics").build())
                .platform(platform)
                .environment(project.environment)
                .build()
                .load();

        assertThat(config.catalog()).isEqualTo(project.load().catalog());
    }

    @Test
    void theEmbeddedDefaultIsADuckDbFileBesideTheFileThatNamesIt() {
        Project project = new Project(folder);
        project.write("floe.yaml", "name: trial\n");
        project.write("platform/local/platform.yaml", Project.DUCKDB);

        ResolvedConfig config = project.load();

        assertThat(config.catalog())
                .isEqualTo(new DuckDbCatalog("default", "default", folder.resolve("platform/local/lake.duckdb")));
        assertThat(config.secretEnvironmentNames()).isEmpty();
        assertThat(config.resources()).isEmpty();
    }

    @Test
    void secretSourcesOfTheHostAreAskedInTheirOrder() {
        Project project = Project.of(folder, Project.FLOE, Project.PLATFORM);
        SecretSource first = source(Map.of("polaris-client-id", "from-first"));
        SecretSource second =
                source(Map.of("polaris-client-id", "from-second", "polaris-client-secret", "also-second"));

        OAuth2Credentials credentials = credentials(
                project.loader().secretSources(List.of(first, second)).build().load());

        assertThat(credentials.clientId().reveal()).isEqualTo("from-first");
        assertThat(credentials.clientSecret().reveal()).isEqualTo("also-second");
    }

    private static SecretSource source(Map<String, String> values) {
        return new SecretSource() {
            @Override
            public Optional<String> find(SecretRef ref) {
                return Optional.ofNullable(values.get(ref.name()));
            }

            @Override
            public String describe(SecretRef ref) {
                return "a map";
            }
        };
    }

    private static OAuth2Credentials credentials(ResolvedConfig config) {
        return ((IcebergRestCatalog) config.catalog()).credentials().orElseThrow();
    }
}
