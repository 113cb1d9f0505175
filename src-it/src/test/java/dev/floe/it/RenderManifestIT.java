package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.it.manifest.ManifestRun;
import dev.floe.it.manifest.RenderOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dbt-core compiled, and what floe-jinja makes of the manifest that dbt-core wrote. */
class RenderManifestIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private record Run(boolean clean, String report) {}

    private Run render(Path manifest, Path project) throws IOException, SQLException {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        RenderOptions options = RenderOptions.parse(List.of(
                "--manifest",
                manifest.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--database",
                project.resolve("shop.duckdb").toString()));
        boolean clean = ManifestRun.run(options, new PrintStream(report, true, StandardCharsets.UTF_8));
        return new Run(clean, report.toString(StandardCharsets.UTF_8));
    }

    private static DbtCommand dbt(Path project) {
        return new DbtCommand(project, Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop",
                "macros",
                "ephemeral",
                "introspection",
                "generic_tests",
                "python_modules",
                "tests",
                "sources"
            })
    void everyNodeThatDbtCompiledComesOutTheSame(String name) throws IOException, SQLException {
        Path project = TestProjects.copy(name, folder.resolve(name));
        if (name.equals("sources")) {
            dbt(project).run(List.of("seed"));
        }
        dbt(project).run(List.of("build"));

        Run run = render(project.resolve("target/manifest.json"), project);
        assertThat(run.clean()).as(run.report()).isTrue();
        assertThat(run.report().lines().filter(line -> line.startsWith("needs more: ")))
                .allMatch(line -> line.equals("needs more: dbt has no compiled code for it"));
        assertThat(run.report()).doesNotContain("all: compared 0");
    }

    @Nested
    class AProjectOfManyParts {
        @Test
        void comesOutTheSameOnItsFirstRunOnLaterRunsAndCompiled() throws IOException, SQLException {
            Path project = TestProjects.copy("workshop", folder.resolve("workshop"));
            dbt(project).installPackages();
            Path manifest = project.resolve("target/manifest.json");

            dbt(project).run(List.of("build"));
            Run first = render(manifest, project);
            assertThat(first.clean()).as(first.report()).isTrue();
            assertThat(first.report())
                    .contains("1 of the equal ones are so before its first run")
                    .contains("all: compared 22, equal 22, different 0, failed 0, needs more 1")
                    .contains("needs more: dbt has no compiled code for it\n  analysis.workshop.by_hand\n");

            dbt(project).run(List.of("build"));
            Run second = render(manifest, project);
            assertThat(second.report()).contains("all: compared 22, equal 22").doesNotContain("first run");

            byte[] database = Files.readAllBytes(project.resolve("shop.duckdb"));
            dbt(project).run(List.of("compile", "--vars", "currency: USD"));
            Run compiled = render(manifest, project);
            assertThat(compiled.clean()).as(compiled.report()).isTrue();
            assertThat(compiled.report())
                    .contains("analysis: compared 1, equal 1,")
                    .contains("model: compared 10, equal 10,")
                    .contains("test: compared 8, equal 8,");
            assertThat(Files.readAllBytes(project.resolve("shop.duckdb"))).isEqualTo(database);
        }

        @Test
        void tellsWhatItCannotKnowAndWhatDiffers() throws IOException, SQLException {
            Path project = TestProjects.copy("workshop", folder.resolve("workshop"));
            dbt(project).installPackages();
            dbt(project).run(List.of("build"));
            Path alone = Files.createDirectories(folder.resolve("alone")).resolve("manifest.json");
            JsonNode manifest =
                    JSON.readTree(project.resolve("target/manifest.json").toFile());
            manifest.path("nodes").forEach(node -> ((ObjectNode) node).remove("root_path"));
            ObjectNode altered = (ObjectNode) manifest.path("nodes").path("model.workshop.stg_tree");
            altered.put("compiled_code", altered.path("compiled_code").asText() + "\n-- more");
            JSON.writeValue(alone.toFile(), manifest);

            Run run = render(alone, project);

            assertThat(run.clean()).isFalse();
            assertThat(run.report())
                    .contains("different: model.workshop.stg_tree, line ")
                    .contains("    dbt:  '-- more'\n    floe: (ended)\n")
                    .contains("needs more: the variable label\n  model.workshop.orders_by_status\n")
                    .contains("needs more: the variable own\n  model.toolbox.toolbox_calendar\n")
                    .contains("different 1, failed 0");
        }
    }
}
