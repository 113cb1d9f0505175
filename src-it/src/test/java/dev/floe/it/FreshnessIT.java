package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.models.FloePipeline;
import dev.floe.models.FreshnessResult;
import dev.floe.models.NodeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code source freshness} by dbt and by floe, on the same tables. */
class FreshnessIT {
    @TempDir
    Path folder;

    @Test
    void sourcesAreAsFreshAsDbtSays() throws Exception {
        Path theirs = project("dbt");
        Path ours = project("floe");
        int status = new DbtCommand(theirs, Map.of()).status(List.of("source", "freshness"));
        List<FreshnessResult> results = FloePipeline.builder()
                .project(ours)
                .profilesFolder(ours)
                .workingFolder(ours)
                .build()
                .sourceFreshness();

        assertThat(status).isEqualTo(1);
        assertThat(results).anyMatch(result -> !result.status().letsOthersRun());
        Map<String, String> expected = sources(theirs);
        Map<String, String> found = sources(ours);
        // dbt leaves out of the file what it could not look at.
        assertThat(found).containsAllEntriesOf(expected);
        found.keySet().removeAll(expected.keySet());
        assertThat(found)
                .containsOnlyKeys("source.fresh.nofield.old", "source.fresh.raw.dates", "source.fresh.raw.no_table")
                .allSatisfy((id, verdict) -> assertThat(verdict).startsWith("runtime error"));
        assertThat(results)
                .filteredOn(result -> result.status() == NodeStatus.ERROR)
                .extracting(FreshnessResult::name)
                .containsExactly("nofield.old", "raw.dates", "raw.no_table");
        Path script = Files.writeString(folder.resolve("read.py"), PythonEnvironment.resource("artifacts.py"));
        String python = PythonEnvironment.DBT.python().toString();
        assertThat(PythonEnvironment.run(List.of(
                        python, script.toString(), ours.resolve("target").toString())))
                .contains("sources.json");
    }

    private Path project(String name) throws IOException, SQLException {
        Path project = TestProjects.copy("freshness", folder.resolve(name));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + project.resolve("shop.duckdb"));
                Statement statement = connection.createStatement()) {
            for (String table : List.of("fresh_one", "of_query")) {
                statement.execute("create table " + table
                        + " as select 1 as id, (now() at time zone 'UTC')::timestamp - interval 1 minute as loaded");
            }
            for (String table : List.of("old", "warned", "dates")) {
                statement.execute(
                        "create table " + table + " as select 1 as id, timestamp '2024-01-01 10:00:00.5' as loaded");
            }
            statement.execute("create table filtered as select 1 as id, now() - interval 20 hours as loaded"
                    + " union all select 2, now()");
            statement.execute("create table empty as select 1 as id, now() as loaded where false");
        }
        return project;
    }

    private static Map<String, String> sources(Path project) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        JsonNode file = new ObjectMapper()
                .readTree(project.resolve("target/sources.json").toFile());
        for (JsonNode result : file.get("results")) {
            sources.put(
                    result.get("unique_id").asText(), result.get("status").asText() + " " + result.path("criteria"));
        }
        return sources;
    }
}
