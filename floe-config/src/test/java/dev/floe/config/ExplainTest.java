package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.config.Explanation.Rule;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    @TempDir
    Path folder;

    private ResolvedConfig config;

    private Explanation explanation(String tier, String keyPath) {
        return config.explain().stream()
                .filter(each -> each.tier().equals(tier) && each.keyPath().equals(keyPath))
                .reduce((one, other) -> {
                    throw new AssertionError("two explanations: " + one + ", " + other);
                })
                .orElseThrow(() -> new AssertionError("no explanation of " + keyPath + " in " + config.explain()));
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private Explanation platform(String keyPath, String value, Rule rule, String file, int line, String note) {
        return new Explanation(
                "platform.yaml",
                keyPath,
                value,
                rule,
                file.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(file)),
                line,
                note.isEmpty() ? none() : Optional.of(note));
    }

    @Test
    void eachValueTellsItsFileItsLineAndItsRule() {
        Project project = Project.of(folder, Project.FLOE, Project.PLATFORM + """
                storage:
                  default: {region: "${REGION:-eu-west-1}"}
                layers:
                  bronze: {namespace: demo.bronze}
                """);
        project.write("platform.prod.yaml", """
                catalogs:
                  default:
                    write_path: native
                """);
        config = project.loader().environmentName("prod").build().load();

        assertThat(explanation("platform.yaml", "catalogs.default.warehouse"))
                .isEqualTo(platform("catalogs.default.warehouse", "demo", Rule.BASE, "platform.yaml", 6, ""));
        assertThat(explanation("platform.yaml", "catalogs.default.write_path"))
                .isEqualTo(
                        platform("catalogs.default.write_path", "native", Rule.OVERLAY, "platform.prod.yaml", 3, ""));
        assertThat(explanation("platform.yaml", "catalogs.default.namespace"))
                .isEqualTo(platform("catalogs.default.namespace", "default", Rule.DEFAULT, "", 0, ""));
        assertThat(explanation("platform.yaml", "storage.default.region"))
                .isEqualTo(platform(
                        "storage.default.region",
                        "eu-west-1",
                        Rule.VARIABLE,
                        "platform.yaml",
                        28,
                        "environment variable REGION"));
        assertThat(explanation("floe.yaml", "name").place()).isEqualTo(folder.resolve("floe.yaml") + ":1");
        assertThat(explanation("floe.yaml", "compute").rule()).isEqualTo(Rule.DEFAULT);
        assertThat(explanation("run", "layers.bronze.namespace").value()).isEqualTo("bronze");
        assertThat(explanation("run", "environment"))
                .isEqualTo(Explanation.computed("environment", "prod", "named by argument"));
        assertThat(explanation("run", "platform_file").note()).contains("found");
        assertThat(explanation("run", "environment_file").value())
                .isEqualTo(folder.resolve("platform.prod.yaml").toString());
        assertThat(explanation("run", "catalogs.default.credentials.token_uri").value())
                .isEqualTo("http://polaris:8181/api/catalog/v1/oauth/tokens");
        assertThat(explanation("run", "resource_profile").value()).isEqualTo("transform");
    }

    @Test
    void secretsAreToldByNameAndSourceOnly() {
        Project project = Project.of(folder, Project.FLOE, Project.PLATFORM);
        config = project.load();

        assertThat(explanation("platform.yaml", "catalogs.default.credentials.client_secret"))
                .isEqualTo(platform(
                        "catalogs.default.credentials.client_secret",
                        "secret 'polaris-client-secret'",
                        Rule.BASE,
                        "platform.yaml",
                        12,
                        "found in environment variable POLARIS_CLIENT_SECRET"));
        assertThat(config.explain().toString()).doesNotContain("the-client-secret");
    }

    @Test
    void bothPartsOfOneSecretAreTold() {
        Project project = new Project(folder);
        project.write("floe.yaml", Project.FLOE);
        project.write(
                "platform.yaml",
                "catalogs: {default: {uri: 'http://x', warehouse: w, credentials: {secret_ref: polaris}}}\n");
        config = project.load();

        Explanation both = explanation("platform.yaml", "catalogs.default.credentials.secret_ref");
        assertThat(both.value()).isEqualTo("secret 'polaris'");
        assertThat(both.note())
                .contains(
                        "found in environment variable POLARIS_CLIENT_ID, environment variable POLARIS_CLIENT_SECRET");
    }

    @Test
    void whatIsBuiltInCodeIsTheProgramsOwn() {
        config = ConfigLoader.builder()
                .projectDirectory(folder)
                .environment(Map.of())
                .spec(FloeSpec.builder("a").build())
                .platform(PlatformConfig.builder()
                        .putCatalogs(
                                "default",
                                CatalogConfig.builder()
                                        .type(CatalogType.DUCKDB)
                                        .path(Path.of("x.duckdb"))
                                        .build())
                        .build())
                .build()
                .load();

        assertThat(explanation("floe.yaml", "name").rule()).isEqualTo(Rule.BUILDER);
        assertThat(explanation("platform.yaml", "catalogs.default.path"))
                .isEqualTo(platform(
                        "catalogs.default.path", folder.resolve("x.duckdb").toString(), Rule.BUILDER, "", 0, ""));
        assertThat(explanation("platform.yaml", "catalogs.default.write_path").rule())
                .isEqualTo(Rule.DEFAULT);
    }
}
