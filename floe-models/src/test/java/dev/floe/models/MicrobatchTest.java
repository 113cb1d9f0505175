package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.ErrorCode;
import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableWrite;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incremental models that are built span by span of time. */
class MicrobatchTest {
    private static final String COUNTED = "select batch, count(*), sum(id)::int from %s group by 1 order by 1";

    private TestProject project;

    @BeforeEach
    void create(@TempDir Path temporary) {
        project = new TestProject(temporary)
                .file("models/events.sql", """
                        {{ config(materialized='table', event_time='ts') }}
                        select i::int as id, timestamp '2026-03-01' + interval (i * 8) hour as ts from range({{ var('n', 9) }}) as r(i)
                        """)
                .file("models/daily.sql", model("day", "begin='2026-03-01'", ""));
    }

    private static String model(String size, String more, String where) {
        return """
                {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ts', batch_size='%s', %s) }}
                select *, '{{ model.batch.id }}' as batch from {{ ref('events') }} %s
                """.formatted(size, more, where);
    }

    @Nested
    class OnDuckDb {
        private RunResult build(String until) {
            return project.pipeline().eventTime("2026-03-01", until).build().run();
        }

        @Test
        void aBatchHasTheRowsOfItsSpanAndReplacesThemOnly() {
            assertThat(build("2026-03-04").failed()).isEmpty();
            assertThat(project.query(COUNTED.formatted("daily")))
                    .containsExactly(
                            List.of("20260301", "3", "3"),
                            List.of("20260302", "3", "12"),
                            List.of("20260303", "3", "21"));
            project.model("daily", model("day", "begin='2026-03-01'", "where id != 4"));
            RunResult again = project.pipeline()
                    .eventTime("2026-03-02", "2026-03-02T12:00:00")
                    .build()
                    .run();
            assertThat(again.failed()).isEmpty();
            assertThat(again.node("daily").orElseThrow().rows()).hasValue(2);
            assertThat(project.query(COUNTED.formatted("daily")))
                    .containsExactly(
                            List.of("20260301", "3", "3"),
                            List.of("20260302", "2", "8"),
                            List.of("20260303", "3", "21"));
        }

        @Test
        void withoutASpanThereIsEverythingSinceTheBeginningAndThenTheLastBatches() {
            project.model("daily", model("month", "begin='2026-02-11', lookback=0", ""));
            assertThat(project.run().failed()).isEmpty();
            assertThat(project.query(COUNTED.formatted("daily"))).containsExactly(List.of("202603", "9", "36"));
            project.model("daily", model("month", "begin='2026-02-11', lookback=0", "where false"));
            assertThat(project.run().failed()).isEmpty();
            assertThat(project.query("select count(*) from daily")).containsExactly(List.of("9"));
        }

        @Test
        void oneBatchThatFailsLeavesTheOthers() {
            project.model(
                    "daily",
                    model("day", "begin='2026-03-01'", "where case when id = 4 then error('no') else true end"));
            NodeResult failed = build("2026-03-04").node("daily").orElseThrow();
            assertThat(failed.message()).contains("PARTIAL SUCCESS (2/3)", "batch 2026-03-02", "no");
            assertThat(project.query(COUNTED.formatted("daily")))
                    .containsExactly(List.of("20260301", "3", "3"), List.of("20260303", "3", "21"));
        }

        @Test
        void hooksRunBeforeTheFirstAndAfterTheLastBatch() {
            project.file("dbt_project.yml", """
                            name: shop
                            profile: shop
                            on-run-start: create table log (what varchar)
                            """)
                    .model(
                            "daily",
                            model(
                                    "day",
                                    "begin='2026-03-01', pre_hook=\"insert into log values ('before')\","
                                            + " post_hook=\"insert into log values ('after')\"",
                                    ""));
            assertThat(build("2026-03-04").failed()).isEmpty();
            assertThat(project.query("from log")).containsExactly(List.of("before"), List.of("after"));
        }

        @Test
        void whatIsWrittenAroundARefIsReadInFull() {
            project.model(
                    "daily",
                    model("day", "begin='2026-03-01'", ", (select count(*) as n from {{ ref('events').render() }})"));
            assertThat(build("2026-03-02").failed()).isEmpty();
            assertThat(project.query("select distinct n from daily")).containsExactly(List.of("9"));
        }

        @Test
        void aConfigurationThatDoesNotTellTheBatchesIsRefused() {
            for (String wrong : List.of(
                    "batch_size='day'",
                    "batch_size='week', event_time='ts'",
                    "event_time='ts'",
                    "batch_size='day', event_time='ts'",
                    "batch_size='day', event_time='ts', begin='soon'")) {
                project.model(
                        "daily",
                        "{{ config(materialized='incremental', incremental_strategy='microbatch', " + wrong
                                + ") }} select 1 as a");
                NodeResult failed = project.run().node("daily").orElseThrow();
                assertThat(failed.error().orElseThrow().code()).isEqualTo(ErrorCode.PROJECT_INVALID);
                assertThat(failed.message()).contains("models/daily.sql");
            }
        }
    }

    @Test
    void onIcebergEachBatchIsOneCommit() throws Exception {
        try (TestCatalog catalog = new TestCatalog();
                IcebergTables tables = catalog.tables()) {
            project.model("daily", model("day", "begin='2026-03-01', partitioned_by='day(ts)'", ""));
            assertThat(catalog.pipeline(project, "spans")
                            .eventTime("2026-03-01", "2026-03-04")
                            .build()
                            .run()
                            .failed())
                    .isEmpty();
            TableName table = TableName.of("spans", "daily");
            assertThat(tables.maintenance().snapshots(table)).hasSize(3);
            project.model(
                    "daily",
                    model("day", "begin='2026-03-01', on_schema_change='append_new_columns'", "where id != 4")
                            .replace("select *", "select *, 7 as seven"));
            RunResult again = catalog.pipeline(project, "spans")
                    .eventTime("2026-03-02", "2026-03-03")
                    .build()
                    .run();
            assertThat(again.failed()).isEmpty();
            assertThat(tables.maintenance().snapshots(table)).hasSize(4);
            assertThat(tables.state(table)
                            .orElseThrow()
                            .snapshot()
                            .orElseThrow()
                            .summary())
                    .containsKey(TableWrite.RUN_ID)
                    .containsEntry("deleted-records", "3")
                    .containsEntry("added-records", "2");
            assertThat(catalog.query(COUNTED.formatted("polaris_catalog.spans.daily")))
                    .containsExactly(
                            List.of("20260301", "3", "3"),
                            List.of("20260302", "2", "8"),
                            List.of("20260303", "3", "21"));
            assertThat(catalog.query("select count(*) from polaris_catalog.spans.daily where seven = 7"))
                    .containsExactly(List.of("2"));
        }
    }
}
