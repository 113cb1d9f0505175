package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.models.project.ProjectException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snapshots on a DuckDB file. The rows that they keep are compared with dbt's; this is the rest. */
class SnapshotsTest {
    private TestProject project;

    @BeforeEach
    void create(@TempDir Path temporary) {
        project = new TestProject(temporary);
    }

    private void snapshot(String config, String sql) {
        project.file(
                "snapshots/s.sql",
                "{% snapshot s %}{{ config(unique_key='id', " + config + ") }} " + sql + "{% endsnapshot %}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strategy='timestamp' | so it needs updated_at",
                "strategy='check' | so it needs check_cols",
                "check_cols='all' | needs a strategy",
                "strategy='check', check_cols='all', hard_deletes='forget' | there are ignore, invalidate and new_record",
                "strategy='check', check_cols='all', hard_deletes='ignore', invalidate_hard_deletes=true | keep it"
            })
    void whatASnapshotLacksIsSaidBeforeAnythingRuns(String config, String message) {
        snapshot(config, "select 1 as id");
        assertThatThrownBy(project::run)
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("snapshots/s.sql: the snapshot s")
                .hasMessageContaining(message);
    }

    @Test
    void aRelationThatIsNoSnapshotIsLeftAlone() {
        project.model("s", "{{ config(materialized='table') }} select 1 as id");
        assertThat(project.run().success()).isTrue();
        project.model("s", "{{ config(enabled=false) }} select 1");
        snapshot("strategy='check', check_cols='all'", "select 1 as id");
        assertThat(project.run().node("s").orElseThrow().message())
                .contains("is no snapshot table: it has no column dbt_scd_id");
        assertThat(project.query("select * from s")).containsExactly(List.of("1"));
    }

    @Test
    void aStrategyThatIsNotThereIsNamed() {
        snapshot("strategy='guess'", "select 1 as id");
        assertThat(project.run().node("s").orElseThrow().message())
                .contains("the snapshot strategy 'guess' is not known", "snapshot_guess_strategy");
    }

    @Test
    void theCommandSnapshotRunsNothingElse() {
        project.model("m", "select 1 as id");
        snapshot("strategy='check', check_cols='all'", "select 1 as id");
        assertThat(project.pipeline().build().run(Command.SNAPSHOT).nodes())
                .extracting(NodeResult::uniqueId)
                .containsExactly("snapshot.shop.s");
    }
}
