package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incremental models on a DuckDB file. What they share with dbt is compared with dbt itself; this is the rest. */
class IncrementalModelsTest {
    private TestProject project;

    @BeforeEach
    void create(@TempDir Path temporary) {
        project = new TestProject(temporary);
    }

    private void incremental(String config, String sql) {
        project.model("m", "{{ config(materialized='incremental'" + config + ") }}\n" + sql);
    }

    private List<List<String>> rows() {
        return project.query("select * from m order by all");
    }

    @Test
    void aFullRefreshBuildsFromNothing() {
        incremental("", "select 1 as id");
        assertThat(project.run().success()).isTrue();
        assertThat(project.run().success()).isTrue();
        assertThat(rows()).hasSize(2);
        assertThat(project.pipeline().fullRefresh(true).build().run().success()).isTrue();
        assertThat(rows()).hasSize(1);
    }

    @Test
    void aModelMayRefuseToBeRefreshed() {
        incremental(", full_refresh=false", "select 1 as id");
        assertThat(project.run().success()).isTrue();
        assertThat(project.pipeline().fullRefresh(true).build().run().success()).isTrue();
        assertThat(rows()).hasSize(2);
    }

    @Test
    void aViewThatIsThereIsReplaced() {
        project.model("m", "select 1 as id");
        assertThat(project.run().success()).isTrue();
        incremental("", "select 2 as id, {{ is_incremental() }} as again");
        assertThat(project.run().success()).isTrue();
        assertThat(rows()).containsExactly(List.of("2", "false"));
    }

    @Test
    void typesAreSynchronizedWhereThatIsAskedFor() {
        incremental(", on_schema_change='sync_all_columns'", "select 1 as id");
        assertThat(project.run().success()).isTrue();
        incremental(", on_schema_change='sync_all_columns'", "select 1.5::double as id");
        RunResult second = project.run();
        assertThat(second.node("m").orElseThrow().message()).isEqualTo("OK");
        assertThat(rows()).containsExactly(List.of("1.0"), List.of("1.5"));
    }

    @Test
    void columnsThatDifferAreNamedWhereTheyShallFail() {
        incremental(", on_schema_change='fail'", "select 1 as id, 1 as n, 1 as gone");
        assertThat(project.run().success()).isTrue();
        incremental(", on_schema_change='fail'", "select 1 as id, 'x' as n, 1 as extra");
        NodeResult failed = project.run().node("m").orElseThrow();
        assertThat(failed.error()).map(FloeException::code).hasValue(ErrorCode.SCHEMA_INVALID);
        assertThat(failed.message())
                .contains("models/m.sql", "new: extra integer", "gone: gone", "of another type: n varchar")
                .contains("append_new_columns");
    }

    @Test
    void aStrategyThatIsNotThereIsNamed() {
        incremental(", incremental_strategy='upsert'", "select 1 as id");
        assertThat(project.run().success()).isTrue();
        assertThat(project.run().node("m").orElseThrow().message())
                .contains("incremental_strategy 'upsert' is not known", "get_incremental_upsert_sql");
    }

    @Test
    void aStrategyThatFailsLeavesTheTableAsItWas() {
        incremental(", unique_key='nowhere'", "select 1 as id");
        assertThat(project.run().success()).isTrue();
        assertThat(project.run().node("m").orElseThrow().status()).isEqualTo(NodeStatus.ERROR);
        assertThat(rows()).containsExactly(List.of("1"));
    }

    @Test
    void rowsOfAChangeAreThoseThatWereWritten() {
        incremental("", "select range as id from range({{ 2 if is_incremental() else 5 }})");
        assertThat(project.run().node("m").orElseThrow().rows()).hasValue(5);
        assertThat(project.run().node("m").orElseThrow().rows()).hasValue(2);
    }
}
