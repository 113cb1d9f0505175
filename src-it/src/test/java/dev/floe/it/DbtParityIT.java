package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.models.Command;
import dev.floe.models.FloePipeline;
import dev.floe.models.NodeResult;
import dev.floe.models.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small dbt projects, each built several times by dbt-core with dbt-duckdb and by floe, in a database file of their own: the same
 * relations, columns, rows and verdicts after each build, and the same artifacts after the last.
 */
class DbtParityIT {
    private static final int BUILDS = 2;

    /** In which rows come, change, go and come again. */
    private static final int BUILDS_OF_SNAPSHOTS = 3;

    @TempDir
    Path folder;

    /**
     * A project below {@code dbt-projects} and how it is built.
     *
     * @param seedsFirst whether the seeds are loaded by a command of their own, because sources read them
     */
    record Case(
            String project,
            Map<String, Object> vars,
            Map<String, String> environment,
            Optional<String> target,
            boolean seedsFirst) {
        static Case of(String project) {
            return new Case(project, Map.of(), Map.of(), Optional.empty(), false);
        }

        @Override
        public String toString() {
            return project;
        }
    }

    static Stream<Case> projects() {
        return Stream.of(
                Case.of("shop"),
                new Case("schemas", Map.of("cli_var", "from cli", "n", 3L), Map.of(), Optional.empty(), false),
                new Case("artifacts", Map.of(), Map.of(), Optional.empty(), true),
                new Case("sources", Map.of(), Map.of(), Optional.empty(), true),
                Case.of("macros"),
                Case.of("tests"),
                Case.of("generic_tests"),
                Case.of("seeds"),
                Case.of("ephemeral"),
                Case.of("incremental"),
                Case.of("introspection"),
                Case.of("python_modules"),
                Case.of("failures"),
                Case.of("snapshots"),
                Case.of("unit_tests"),
                Case.of("kept"),
                Case.of("materializations"),
                Case.of("start_fails"),
                Case.of("end_fails"),
                new Case(
                        "environment",
                        Map.of(),
                        Map.of("MY_SCHEMA", "zed", "MY_FLAG", "true", "MY_N", "7"),
                        Optional.of("prod"),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("projects")
    void aDbtProjectGivesTheSameRelationsRowsAndVerdictsAsDbtAgainAndAgain(Case given) throws IOException {
        Path theirs = TestProjects.copy(given.project(), folder.resolve("dbt"));
        Path ours = TestProjects.copy(given.project(), folder.resolve("floe"));
        DbtCommand dbt = new DbtCommand(theirs, given.environment());
        if (Files.exists(theirs.resolve("packages.yml"))) {
            dbt.installPackages();
        }
        int builds = given.project().equals("snapshots") ? BUILDS_OF_SNAPSHOTS : BUILDS;
        for (int build = 1; build <= builds; build++) {
            if (given.seedsFirst()) {
                dbt.run(List.of("seed"));
                pipeline(given, ours).run(Command.SEED);
            }
            Map<String, String> expected = dbt.run(command(given));
            RunResult result = pipeline(given, ours).run(Command.BUILD);

            assertThat(verdicts(result)).as("verdicts of build %d", build).containsExactlyInAnyOrderEntriesOf(expected);
            Map<String, DuckDbContents.Relation> contents = DuckDbContents.of(ours.resolve("shop.duckdb"));
            Map<String, DuckDbContents.Relation> wanted = DuckDbContents.of(theirs.resolve("shop.duckdb"));
            assertThat(contents).as("relations of build %d", build).containsOnlyKeys(wanted.keySet());
            wanted.forEach(
                    (name, relation) -> assertThat(contents.get(name)).as(name).isEqualTo(relation));
        }
        assertThat(Artifacts.differences(
                        Artifacts.manifest(theirs.resolve("target")), Artifacts.manifest(ours.resolve("target"))))
                .as("manifest.json")
                .isEmpty();
        assertThat(Artifacts.differences(results(theirs.resolve("target")), results(ours.resolve("target"))))
                .as("run_results.json")
                .isEmpty();
        if (given.project().equals("artifacts")) {
            Path script = Files.writeString(folder.resolve("read.py"), PythonEnvironment.resource("artifacts.py"));
            String python = PythonEnvironment.DBT.python().toString();
            assertThat(PythonEnvironment.run(List.of(
                            python, script.toString(), ours.resolve("target").toString())))
                    .contains("read manifest.json, run_results.json");
        }
    }

    private static JsonNode results(Path target) throws IOException {
        return new ObjectMapper().valueToTree(Artifacts.results(target));
    }

    private static List<String> command(Case given) {
        Stream<String> vars = given.vars().isEmpty()
                ? Stream.of()
                : Stream.of("--vars", given.vars().toString().replace("=", ": "));
        Stream<String> target = given.target().stream().flatMap(name -> Stream.of("--target", name));
        return Stream.of(Stream.of("build"), vars, target).flatMap(part -> part).toList();
    }

    private static FloePipeline pipeline(Case given, Path project) {
        FloePipeline.Builder builder = FloePipeline.builder()
                .project(project)
                .profilesFolder(project)
                .workingFolder(project)
                .environment(given.environment())
                .vars(given.vars());
        given.target().ifPresent(builder::target);
        return builder.build();
    }

    private static Map<String, String> verdicts(RunResult result) {
        Map<String, String> verdicts = new TreeMap<>();
        for (NodeResult node : result.nodes()) {
            String status = node.status().name().toLowerCase(Locale.ROOT);
            long failures = node.failures().orElse(0);
            verdicts.put(node.uniqueId(), failures == 0 ? status : status + " " + failures);
        }
        return verdicts;
    }
}
