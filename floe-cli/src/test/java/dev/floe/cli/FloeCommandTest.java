package dev.floe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command prints and how it exits. */
class FloeCommandTest {
    @TempDir
    private Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void project() throws IOException {
        file("dbt_project.yml", "name: shop\nprofile: shop\n");
        file(
                "profiles.yml",
                "shop: {outputs: {default: {type: duckdb, path: '" + temporary.resolve("s.duckdb") + "'}}}\n");
        file("seeds/raw.csv", "id\n1\n2\n");
        file(
                "models/m.sql",
                "{{ config(materialized='table') }} select id, '{{ var('who', 'me') }}' as who from {{ ref('raw') }}");
        file("models/schema.yml", "models: [{name: m, columns: [{name: id, data_tests: [unique]}]}]\n");
    }

    private void file(String path, String text) throws IOException {
        Path file = temporary.resolve("p").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int floe(String... arguments) {
        CommandLine line = FloeCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.isEmpty() && !all.get(0).startsWith("-")) {
            all.add(1, "--project-dir=" + temporary.resolve("p"));
        }
        return line.execute(all.toArray(String[]::new));
    }

    @Test
    void aBuildThatGoesWellExitsWithZeroAndTellsOfEveryNode() {
        assertThat(floe("build")).isZero();
        assertThat(out.toString())
                .contains("floe build: 3 nodes")
                .containsPattern("ok +seed +s\\.main\\.raw +2 rows")
                .containsPattern("ok +table +s\\.main\\.m +2 rows")
                .containsPattern("ok +test +unique_m_id +pass")
                .containsPattern("Done in .*: 2 built, 1 passed");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theVerbsRunTheirKind() {
        assertThat(floe("seed")).isZero();
        assertThat(floe("run")).isZero();
        assertThat(floe("test")).isZero();
        assertThat(out.toString())
                .contains("floe seed: 1 node,")
                .contains("floe run: 1 node,")
                .contains("floe test: 1 node,");
    }

    @Test
    void nodesAreListedInTheFormThatIsAskedFor() {
        assertThat(floe("ls")).isZero();
        assertThat(floe("ls", "--output", "name", "--resource-type", "seed")).isZero();
        assertThat(floe("ls", "-s", "m", "--output", "json", "--output-keys", "name unique_id", "--no-use-colors"))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "shop.m",
                        "shop.raw",
                        "shop.unique_m_id",
                        "raw",
                        "{\"name\":\"m\",\"unique_id\":\"model.shop.m\"}",
                        "{\"name\":\"unique_m_id\",\"unique_id\":\"test.shop.unique_m_id.4dffd0a90e\"}");
    }

    @Test
    void whatIsCompiledByItsNameIsShown() {
        assertThat(floe("compile", "-s", "m")).isZero();
        assertThat(out.toString()).contains("-- m\nselect id, 'me' as who from \"s\".\"main\".\"raw\"");
    }

    @Test
    void anOperationPrintsWhatItsMacroSays() throws IOException {
        file("macros/hello.sql", "{% macro hello(who) %}{{ print('hello ' ~ who) }}{% endmacro %}");
        assertThat(floe("run-operation", "hello", "--args", "{who: you}")).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("hello you");
        assertThat(floe("run-operation", "hello", "--args", "{whom: you}")).isEqualTo(1);
        assertThat(out.toString()).contains("hello failed", "whom");
    }

    @Test
    void aFailureExitsWithOneAndSaysWhatAndWhere() throws IOException {
        file("models/bad.sql", "select nope from {{ ref('m') }}");
        file("models/below.sql", "select * from {{ ref('bad') }}");
        assertThat(floe("build")).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("FAIL +view +bad +error")
                .containsPattern("skip +view +below +skipped")
                .contains("bad: SQL_FAILED in models/bad.sql")
                .contains("nope")
                .containsPattern("Failed in .*1 failed, 1 skipped");
    }

    @Test
    void aTestThatDoesNotPassExitsWithOne() throws IOException {
        file("seeds/raw.csv", "id\n1\n1\n");
        assertThat(floe("build")).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("FAIL +test +unique_m_id +1 failure")
                .contains("TEST_FAILED");
    }

    @Test
    void aRunThatCannotBeginExitsWithTwo() throws IOException {
        file("models/bad.sql", "select * from {{ ref('nothing') }}");
        assertThat(floe("build")).isEqualTo(2);
        assertThat(err.toString()).startsWith("PROJECT_INVALID: models/bad.sql:1: ref('nothing')");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void wrongUsageExitsWithTwoAndShowsTheUsage() {
        assertThat(floe("build", "--threads", "0")).isEqualTo(2);
        assertThat(floe("build", "--vars", "[1")).isEqualTo(2);
        assertThat(floe("bild")).isEqualTo(2);
        assertThat(floe("--nonsense")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--threads has to be at least 1, not 0")
                .contains("--vars has to be a YAML map")
                .contains("bild")
                .contains("Usage: floe");
    }

    @Test
    void variablesAndSelectionReachTheProject() {
        assertThat(floe("build", "--vars", "{who: you}", "--select", "+m", "--exclude", "test_type:generic"))
                .isZero();
        assertThat(out.toString()).contains("floe build: 2 nodes");
    }

    @Test
    void aSelectionOfNothingIsSaid() {
        assertThat(floe("build", "-s", "nope")).isZero();
        assertThat(out.toString()).contains("nothing to do").contains("'nope' matches nothing");
    }

    @Test
    void helpAndVersionAreThere() {
        assertThat(floe("--help")).isZero();
        assertThat(floe("--version")).isZero();
        assertThat(out.toString()).contains("Exit codes:").contains("floe 0.0.0 (development)");
    }

    @Test
    void aDatabaseFileThatAnotherProcessHoldsIsSaidAndLeftAlone() throws Exception {
        assertThat(floe("build")).isZero();
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        temporary.resolve("s.duckdb").toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");
            assertThat(floe("build")).isEqualTo(2);
            assertThat(err.toString()).contains("DATABASE_LOCKED").contains(String.valueOf(holder.pid()));
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(floe("test")).isZero();
    }

    /** Holds a database file until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:" + arguments[0])) {
                System.out.println(connection.isClosed() ? "lost" : "held");
                Thread.sleep(60_000);
            }
        }
    }
}
