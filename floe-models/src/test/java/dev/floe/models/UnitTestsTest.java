package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.models.project.ProjectException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unit tests on a DuckDB file. Their verdicts are compared with dbt's; this is the rest. */
class UnitTestsTest {
    private TestProject project;

    @BeforeEach
    void create(@TempDir Path temporary) {
        project = new TestProject(temporary);
        project.file("seeds/people.csv", "id,name\n1,ann\n").model("m", "select id, name from {{ ref('people') }}");
    }

    private void unitTest(String rest) {
        project.file("models/u.yml", "unit_tests: [{name: u, " + rest + "}]");
    }

    @Test
    void aFailureShowsTheRowsThatDifferAndKeepsTheModelFromBeingBuilt() {
        unitTest("model: m, given: [{input: ref('people'), rows: [{id: 1, name: ann}, {id: 2, name: null}, {id: 3}]}],"
                + " expect: {rows: [{id: 1, name: ann}, {id: 2, name: bobby}, {id: 2, name: cid}]}");
        RunResult result = project.run();
        assertThat(result.node("u").orElseThrow().status()).isEqualTo(NodeStatus.FAIL);
        assertThat(result.node("u").orElseThrow().message()).startsWith("""
                The rows differ (- expected, + actual):
                  id | name
                  … 1 row is equal
                - 2  | bobby
                - 2  | cid
                + 2  | NULL
                + 3  | NULL
                Compiled SQL:""");
        assertThat(result.node("m").orElseThrow().status()).isEqualTo(NodeStatus.SKIPPED);
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithTheOnesThatAre() {
        unitTest("model: m, given: [{input: ref('people'), rows: [{nam: x}]}], expect: {rows: []}");
        assertThat(project.run().node("u").orElseThrow().message())
                .contains("the column 'nam' in the fixture for people", "did you mean 'name'", "there are id, name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "given: [], expect: {rows: []} | needs 'model'",
                "model: mm, given: [], expect: {rows: []} | tests the model 'mm', which is not there",
                "model: m, given: [] | needs 'expect'",
                "model: m, given: [{rows: []}], expect: {rows: []} | has no 'input'",
                "model: m, given: [{input: people, rows: []}], expect: {rows: []} | which is no ref(…)",
                "model: m, given: [{input: ref('nobody'), rows: []}], expect: {rows: []} | ref('nobody') in u names no",
                "model: m, given: [{input: ref('m')}], expect: {rows: []} | only a seed may be without",
                "model: m, given: [], expect: {rows: x} | has rows that are no list",
                "model: m, given: [], expect: {format: xml} | there are dict, csv and sql",
                "model: m, given: [], expect: {format: csv, fixture: f} | there is no file f.csv below tests/fixtures"
            })
    void whatIsWrongIsSaidBeforeAnythingRuns(String said, String message) {
        unitTest(said);
        assertThatThrownBy(project::run)
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("models/u.yml")
                .hasMessageContaining(message);
    }
}
