package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.config.ConfigLoader;
import dev.floe.models.FloePipeline;
import dev.floe.profiles.DbtProfilesGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Dagster with floe's manifest, beside dbt's own, and with floe as the executable that it runs. */
class DagsterIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path project;

    @BeforeEach
    void projectWithItsManifest() throws IOException {
        project = TestProjects.copy("neighbour", folder.resolve("project"));
        Files.writeString(project.resolve("floe.yaml"), "name: neighbour\n");
        Files.writeString(project.resolve("platform.yaml"), """
                catalogs: {default: {type: duckdb, path: shop.duckdb, namespace: shop}}
                layers: {gold: {namespace: gold}}
                """);
        FloePipeline.builder()
                .project(project)
                .environment(Map.of())
                .platform(project.resolve("platform.yaml"))
                .build()
                .parse();
        DbtProfilesGenerator.builder()
                .output(
                        "dev",
                        ConfigLoader.builder()
                                .projectDirectory(project)
                                .platformFile(project.resolve("platform.yaml"))
                                .environment(Map.of())
                                .build()
                                .read())
                .environment(Map.of())
                .companion(true)
                .build()
                .write(project);
    }

    @Test
    void dagsterSeesTheSameAssetsAndChecksInFloesManifestAsInDbts() throws IOException {
        Path ours = Files.move(project.resolve("target/manifest.json"), folder.resolve("manifest-of-floe.json"));
        PythonScript python = new PythonScript(folder, Map.of());
        String parse = JSON.writeValueAsString(
                List.of("parse", "--project-dir", project.toString(), "--profiles-dir", project.toString()));
        assertThat(python.run("runs_of_dbt.py", List.of(), parse + "\n")
                        .get(0)
                        .path("success")
                        .asBoolean())
                .isTrue();

        List<JsonNode> told = python.run(
                "assets_of_manifests.py",
                List.of(ours.toString(), project.resolve("target/manifest.json").toString()),
                "");

        JsonNode floe = told.get(0);
        assertThat(floe.toPrettyString()).isEqualTo(told.get(1).toPrettyString());
        assertThat(floe.path("specs").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("raw_people", "stg_people", "totals", "visits", "people_snapshot");
        assertThat(floe.at("/specs/totals/deps")).isEqualTo(JSON.valueToTree(List.of("stg_people")));
        assertThat(floe.at("/specs/stg_people/group").asText()).isEqualTo("people");
        assertThat(floe.path("checks")).hasSize(5);
        assertThat(floe.path("prefixed").get(0).asText()).startsWith("lake/");
    }

    @Test
    void aMaterializationInDagsterRunsFloeAndShowsRowsAndTests() throws IOException {
        Path launcher = Files.writeString(
                folder.resolve("floe"),
                "#!/bin/sh\nexec '"
                        + Path.of(System.getProperty("java.home"), "bin", "java") + "' -XX:TieredStopAtLevel=1 -cp '"
                        + System.getProperty("java.class.path") + "' dev.floe.cli.FloeCommand \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));

        List<JsonNode> told = new PythonScript(
                        folder,
                        Map.of(
                                "FLOE_PROJECT", project.toString(),
                                "FLOE_COMMAND", launcher.toString(),
                                "FLOE_PLATFORM_FILE",
                                        project.resolve("platform.yaml").toString()))
                .run(
                        "assets_run_by_floe.py",
                        List.of(
                                Path.of("..", "examples", "dagster", "definitions.py")
                                        .toRealPath()
                                        .toString(),
                                "lake/totals"),
                        "");

        JsonNode all = told.get(0);
        assertThat(all.path("success").asBoolean()).isTrue();
        assertThat(all.path("materializations")).hasSize(5);
        JsonNode people = all.path("materializations").path("lake/raw_people");
        assertThat(people.path("dagster/row_count").asLong()).isEqualTo(3);
        assertThat(people.path("unique_id").asText()).isEqualTo("seed.neighbour.raw_people");
        assertThat(all.path("materializations")
                        .path("lake/totals")
                        .path("dagster/row_count")
                        .asLong())
                .isEqualTo(1);
        assertThat(all.path("checks"))
                .hasSize(5)
                .allSatisfy(check -> assertThat(check.get(0).asBoolean()).isTrue());
        JsonNode one = told.get(1);
        assertThat(one.path("materializations").fieldNames()).toIterable().containsExactly("lake/totals");
        assertThat(one.path("checks").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("lake/totals:three_people", "lake/totals:not_null_totals_n");
    }
}
