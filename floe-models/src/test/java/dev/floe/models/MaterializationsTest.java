package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.models.project.ProjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Materializations that a project writes itself, and files. What they share with dbt is compared with dbt itself; this is the rest. */
class MaterializationsTest {
    private TestProject project;

    @BeforeEach
    void create(@TempDir Path temporary) {
        project = new TestProject(temporary);
    }

    private void own(String block) {
        project.file("macros/m.sql", "{% materialization own, default %}" + block + "{% endmaterialization %}")
                .model("m", "{{ config(materialized='own') }} select 1 as x");
    }

    @Test
    void oneThatFailsLeavesNothingBehind() {
        own("{% call statement('main') %}create table {{ this }} as {{ sql }}{% endcall %}{{ 1 / 0 }}");
        assertThat(project.run().node("m").orElseThrow().status()).isEqualTo(NodeStatus.ERROR);
        assertThat(project.query("select count(*) from duckdb_tables()")).containsExactly(List.of("0"));
    }

    @Test
    void whatWasCommittedStays() {
        own(
                "{% call statement('main') %}create table {{ this }} as {{ sql }}{% endcall %}{{ adapter.commit() }}{{ 1 / 0 }}");
        assertThat(project.run().node("m").orElseThrow().status()).isEqualTo(NodeStatus.ERROR);
        assertThat(project.query("select * from m")).containsExactly(List.of("1"));
    }

    @Test
    void oneThatReturnsNoRelationsIsToldHowToEnd() {
        own("{% call statement('main') %}select 1{% endcall %}");
        assertThat(project.run().node("m").orElseThrow().message())
                .contains("macros/m.sql", "the materialization own", "return({'relations': [target_relation]})");
    }

    @Test
    void aNameThatIsNotThereIsComparedWithThoseThatAre() {
        own("");
        project.model("m", "{{ config(materialized='owm') }} select 1 as x");
        assertThatThrownBy(project::run)
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("did you mean 'own'")
                .hasMessageContaining("ephemeral, external, incremental, own, table, view");
    }

    @Test
    void anExternalModelIsAFileAndAView() {
        Path file = project.folder().resolve("out.csv");
        project.model(
                "m", "{{ config(materialized='external', location='" + file + "') }} select 1 as id, 'a' as name");
        NodeResult result = project.run().node("m").orElseThrow();
        assertThat(result.message()).isEqualTo("OK");
        assertThat(result.rows()).hasValue(1);
        assertThat(file).hasContent("id,name\n1,a");
        assertThat(project.query("select * from m")).containsExactly(List.of("1", "a"));
        assertThat(Files.exists(project.folder().resolve("m.parquet"))).isFalse();
    }
}
