package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.models.project.ProjectException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models with several versions. */
class VersionsTest {
    @TempDir
    private Path temporary;

    private TestProject project;

    @BeforeEach
    void create() {
        project = new TestProject(temporary)
                .model("dim_v1", "select 1 as id, 'old' as kind")
                .model("newer", "select 2 as id, 'new' as kind")
                .file("models/dim.yml", """
                        models:
                          - name: dim
                            latest_version: 1
                            columns:
                              - name: id
                                data_tests: [unique]
                              - name: kind
                            versions:
                              - v: 1
                              - v: 2
                                defined_in: newer
                                columns: [{include: all, exclude: [id]}]
                        """);
    }

    @Test
    void areModelsOfTheirOwnNamedAfterTheVersion() {
        assertThat(project.run().nodes())
                .extracting(NodeResult::uniqueId)
                .contains("model.shop.dim.v1", "model.shop.dim.v2");
        assertThat(project.query("select kind from dim_v2")).containsExactly(List.of("new"));
    }

    @Test
    void aRefWithoutVersionMeansTheLatest() {
        project.model("a", "select kind from {{ ref('dim') }}").model("b", "select kind from {{ ref('dim', v=2) }}");
        project.run();
        assertThat(project.query("select kind from a union all select kind from b"))
                .containsExactly(List.of("old"), List.of("new"));
    }

    @Test
    void aVersionHasTheTestsOfTheColumnsThatItIncludes() {
        assertThat(project.run().nodes()).extracting(NodeResult::name).contains("unique_dim_v1_id");
        assertThat(project.run().nodes()).extracting(NodeResult::name).doesNotContain("unique_dim_v2_id");
    }

    @Test
    void aRefToAVersionThatIsNotThereNamesThoseThatAre() {
        project.model("a", "select 1 as x from {{ ref('dim', v=7) }}");
        assertThatThrownBy(project::run).isInstanceOf(ProjectException.class).hasMessageContaining("there are 1, 2");
    }
}
