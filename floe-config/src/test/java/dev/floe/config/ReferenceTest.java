package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.config.internal.keys.CatalogShape;
import dev.floe.config.internal.keys.CloudShape;
import dev.floe.config.internal.keys.ComputeShape;
import dev.floe.config.internal.keys.ConsumptionShape;
import dev.floe.config.internal.keys.CredentialsShape;
import dev.floe.config.internal.keys.FloeShape;
import dev.floe.config.internal.keys.GovernanceShape;
import dev.floe.config.internal.keys.HttpShape;
import dev.floe.config.internal.keys.LayerShape;
import dev.floe.config.internal.keys.LifecycleShape;
import dev.floe.config.internal.keys.NetworkShape;
import dev.floe.config.internal.keys.ObservabilityShape;
import dev.floe.config.internal.keys.OrchestrationShape;
import dev.floe.config.internal.keys.PlatformShape;
import dev.floe.config.internal.keys.ResourceProfileShape;
import dev.floe.config.internal.keys.SecretsShape;
import dev.floe.config.internal.keys.SecurityShapes;
import dev.floe.config.internal.keys.StorageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/configuration.md, held against the code. */
class ReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");
    private static final Path ACCEPTED = Path.of("..", "docs", "configuration-accepted.md");

    private static final String BASE = Project.PLATFORM + "storage: {lake: {endpoint: 'http://minio:9000'}}\n";

    /** {@code <!-- keys: NAME -->}, the table, {@code <!-- end -->}. */
    private static final Pattern TABLE = Pattern.compile("<!-- keys: ([\\w.]+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("floe", ReferenceTables.of(FloeShape.SHAPE));
        tables.put("platform", ReferenceTables.of(PlatformShape.SHAPE));
        tables.put("catalogs", ReferenceTables.of(CatalogShape.SHAPE));
        tables.put("credentials", ReferenceTables.of(CredentialsShape.SHAPE));
        tables.put("http", ReferenceTables.of(HttpShape.SHAPE));
        tables.put("storage", ReferenceTables.of(StorageShape.SHAPE));
        tables.put("compute", ReferenceTables.of(ComputeShape.SHAPE));
        tables.put("layers", ReferenceTables.of(LayerShape.SHAPE));
        tables.put("resource_profiles", ReferenceTables.of(ResourceProfileShape.SHAPE));
        tables.put("resources", ReferenceTables.of(ResourceProfileShape.RESOURCES));
        tables.put("network", ReferenceTables.deep(NetworkShape.SHAPE, "infrastructure.network"));
        tables.put("cloud", ReferenceTables.deep(CloudShape.SHAPE, "infrastructure.cloud"));
        tables.put("lifecycle", ReferenceTables.deep(LifecycleShape.SHAPE, "infrastructure.lifecycle"));
        tables.put("authentication", ReferenceTables.deep(SecurityShapes.AUTHENTICATION, "security.authentication"));
        tables.put("authorization", ReferenceTables.deep(SecurityShapes.AUTHORIZATION, "security.authorization"));
        tables.put("secret_backends", ReferenceTables.deep(SecretsShape.SHAPE, "security.secret_backends"));
        tables.put("encryption", ReferenceTables.deep(SecurityShapes.ENCRYPTION, "security.encryption"));
        tables.put("audit", ReferenceTables.deep(SecurityShapes.AUDIT, "security.audit"));
        tables.put("governance", ReferenceTables.deep(GovernanceShape.SHAPE, "governance"));
        tables.put("observability", ReferenceTables.deep(ObservabilityShape.SHAPE, "observability"));
        tables.put("project_governance", ReferenceTables.deep(GovernanceShape.PROJECT, "governance"));
        tables.put("transforms", ReferenceTables.deep(FloeShape.transform(), "transforms[]"));
        tables.put("consumption", ReferenceTables.deep(ConsumptionShape.SHAPE, "consumption"));
        tables.put("orchestration", ReferenceTables.deep(OrchestrationShape.SHAPE, "orchestration"));
        return tables;
    }

    @Test
    void everyTableIsTheGeneratedOne() throws IOException {
        Map<String, String> tables = tables();
        List<String> found = new ArrayList<>();
        for (Path page : List.of(REFERENCE, ACCEPTED)) {
            String text = Files.readString(page);
            if (Boolean.getBoolean("floe.refresh")) {
                text = TABLE.matcher(text)
                        .replaceAll(table -> Matcher.quoteReplacement("<!-- keys: " + table.group(1) + " -->\n"
                                + tables.get(table.group(1)) + "<!-- end -->"));
                Files.writeString(page, text);
            }
            Matcher table = TABLE.matcher(text);
            while (table.find()) {
                found.add(table.group(1));
                assertThat(table.group(2))
                        .as("%s in %s; run this test with -Dfloe.refresh=true to write it anew", table.group(1), page)
                        .isEqualTo(tables.get(table.group(1)));
            }
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(tables.keySet());
    }

    @Test
    void everySampleOfTheReferenceLoadsAndIsAllowedByItsSchema() throws IOException {
        Matcher sample = Pattern.compile("```yaml\n# (floe|platform|platform\\.prod)\\.yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(REFERENCE));
        int samples = 0;
        while (sample.find()) {
            String text = sample.group(2);
            boolean floe = sample.group(1).equals("floe");
            boolean base = sample.group(1).equals("platform");
            Project project = Project.of(folder, floe ? text : Project.FLOE, base ? text : BASE);
            project.write("platform.prod.yaml", floe || base ? "layers: {}\n" : text);
            ConfigSchema schema =
                    floe ? ConfigSchema.FLOE : base ? ConfigSchema.PLATFORM : ConfigSchema.PLATFORM_OVERLAY;

            assertThat(Schema.of(schema).complaints(text)).as(text).isEmpty();
            assertThat(project.loader()
                            .environmentName("prod")
                            .build()
                            .load()
                            .spec()
                            .name())
                    .isEqualTo("customer-analytics");
            samples++;
        }
        assertThat(samples).isEqualTo(6);
    }

    @Test
    void theFilesOfTheExamplesAreAllowedByTheirSchemas() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("..", "examples"))) {
            files = all.filter(file -> file.getFileName().toString().matches("(floe|platform)\\.yaml"))
                    .toList();
        }

        assertThat(files).hasSizeGreaterThan(1).allSatisfy(file -> {
            ConfigSchema schema = file.endsWith("floe.yaml") ? ConfigSchema.FLOE : ConfigSchema.PLATFORM;
            assertThat(Schema.of(schema).complaints(Files.readString(file))).isEmpty();
        });
    }
}
