package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.models.project.ProjectException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on a real DuckDB file. */
class FloePipelineTest {
    @TempDir
    private Path temporary;

    private TestProject project;

    @BeforeEach
    void create() {
        project = new TestProject(temporary);
    }

    @Nested
    class WhatIsBuilt {
        @Test
        void seedsModelsAndTestsInTheOrderOfWhatTheyRead() {
            project.file("seeds/raw.csv", "id,name\n1,Ann\n2,Bo\n")
                    .model(
                            "mart",
                            "{{ config(materialized='table') }} select id, upper(name) as name from {{ ref('stg') }}")
                    .model("stg", "select * from {{ ref('inlined') }}")
                    .model("inlined", "{{ config(materialized='ephemeral') }} select * from {{ ref('raw') }}")
                    .file("models/schema.yml", """
                            models:
                              - name: mart
                                columns:
                                  - name: id
                                    data_tests: [unique, not_null]
                            """);
            RunResult result = project.run();
            assertThat(result.success()).isTrue();
            assertThat(result.nodes())
                    .extracting(NodeResult::name)
                    .containsSubsequence("raw", "stg", "mart", "unique_mart_id");
            assertThat(result.node("mart").orElseThrow().rows()).hasValue(2);
            assertThat(result.node("mart").orElseThrow().relation()).hasValue("shop.main.mart");
            assertThat(result.node("inlined")).isEmpty();
            assertThat(project.query("select id, name from mart order by id"))
                    .containsExactly(List.of("1", "ANN"), List.of("2", "BO"));
        }

        @Test
        void aSecondRunGivesTheSame() {
            project.file("seeds/raw.csv", "id\n1\n")
                    .model("t", "{{ config(materialized='table') }} select * from {{ ref('raw') }}");
            assertThat(project.run().success()).isTrue();
            assertThat(project.run().success()).isTrue();
            assertThat(project.query("select count(*) from t")).containsExactly(List.of("1"));
        }

        @Test
        void aViewBecomesATableAndBack() {
            project.model("m", "select 1 as a");
            assertThat(project.run().success()).isTrue();
            project.model("m", "{{ config(materialized='table') }} select 2 as a");
            assertThat(project.run().success()).isTrue();
            assertThat(project.query("select table_type, (select a from m) from information_schema.tables"))
                    .containsExactly(List.of("BASE TABLE", "2"));
            project.model("m", "select 3 as a");
            assertThat(project.run().success()).isTrue();
            assertThat(project.query("select table_type, (select a from m) from information_schema.tables"))
                    .containsExactly(List.of("VIEW", "3"));
        }

        @Test
        void customSchemasAreMade() {
            project.model("m", "{{ config(materialized='table', schema='gold', alias='better') }} select 1 as a");
            assertThat(project.run().node("m").orElseThrow().relation()).hasValue("shop.main_gold.better");
        }

        @Test
        void manyIndependentModelsRunSideBySide() {
            for (int i = 0; i < 60; i++) {
                project.model("t" + i, "{{ config(materialized='table') }} select " + i + " as a from range(1000)");
            }
            RunResult result = project.pipeline().threads(8).build().run();
            assertThat(result.success()).isTrue();
            assertThat(result.nodes()).hasSize(60).allMatch(node -> node.rows().orElse(0) == 1000);
        }
    }

    @Nested
    class WhenSomethingFails {
        @Test
        void onlyWhatDependsOnItIsSkipped() {
            project.model("ok", "select 1 as a")
                    .model("bad", "select nope from {{ ref('ok') }}")
                    .model("below", "select * from {{ ref('bad') }}")
                    .model("further_below", "select * from {{ ref('below') }}")
                    .model("beside", "select * from {{ ref('ok') }}");
            RunResult result = project.run();
            assertThat(result.success()).isFalse();
            assertThat(result.node("bad").orElseThrow().status()).isEqualTo(NodeStatus.ERROR);
            assertThat(result.node("below").orElseThrow().status()).isEqualTo(NodeStatus.SKIPPED);
            assertThat(result.node("further_below").orElseThrow().message()).contains("bad");
            assertThat(result.node("beside").orElseThrow().status()).isEqualTo(NodeStatus.SUCCESS);
        }

        @Test
        void theErrorSaysWhatAndWhere() {
            project.model("bad", "select 1 as a,\n  nope\nfrom range(3)");
            NodeResult bad = project.run().node("bad").orElseThrow();
            assertThat(bad.error().orElseThrow().code()).isEqualTo(ErrorCode.SQL_FAILED);
            assertThat(bad.message())
                    .contains("models/bad.sql")
                    .contains("nope")
                    .endsWith("target/compiled/shop/models/bad.sql:2");
        }

        @Test
        void theTableThatWasThereStaysAsItWas() {
            project.model("t", "{{ config(materialized='table') }} select 1 as a");
            project.run();
            project.model("t", "{{ config(materialized='table') }} select cast('x' as integer) as a");
            assertThat(project.run().success()).isFalse();
            assertThat(project.query("select a from t")).containsExactly(List.of("1"));
        }

        @Test
        void aTestThatDoesNotPassStopsWhatReadsItsModel() {
            project.model("m", "select null as a")
                    .model("below", "select * from {{ ref('m') }}")
                    .file("models/schema.yml", "models: [{name: m, columns: [{name: a, data_tests: [not_null]}]}]\n");
            RunResult result = project.run();
            NodeResult test = result.node("not_null_m_a").orElseThrow();
            assertThat(test.status()).isEqualTo(NodeStatus.FAIL);
            assertThat(test.failures()).hasValue(1);
            assertThat(test.error().orElseThrow().code()).isEqualTo(ErrorCode.TEST_FAILED);
            assertThat(result.node("below").orElseThrow().status()).isEqualTo(NodeStatus.SKIPPED);
        }

        @Test
        void aTestThatOnlyWarnsStopsNothing() {
            project.model("m", "select null as a")
                    .model("below", "select * from {{ ref('m') }}")
                    .file("models/schema.yml", """
                            models:
                              - name: m
                                columns:
                                  - name: a
                                    data_tests:
                                      - not_null: {config: {severity: warn}}
                            """);
            RunResult result = project.run();
            assertThat(result.node("not_null_m_a").orElseThrow().status()).isEqualTo(NodeStatus.WARN);
            assertThat(result.node("below").orElseThrow().status()).isEqualTo(NodeStatus.SUCCESS);
            assertThat(result.success()).isTrue();
        }

        @Test
        void aSeedNamesTheLinesThatCannotBeRead() {
            project.file("seeds/s.csv", "id,n\n1,x\n2\n3,z,z\n");
            NodeResult seed = project.run().node("s").orElseThrow();
            assertThat(seed.error().orElseThrow().code()).isEqualTo(ErrorCode.SEED_FAILED);
            assertThat(seed.message()).contains("seeds/s.csv:3").contains("seeds/s.csv:4");
        }

        @Test
        void anInterruptionEndsTheRunAndIsKept() throws Exception {
            project.model(
                            "long",
                            "{{ config(materialized='table') }} select count(*) as n from range(100000000) a, range(10000) b")
                    .model("below", "select * from {{ ref('long') }}");
            List<RunResult> results = new ArrayList<>();
            List<Boolean> flags = new ArrayList<>();
            AtomicReference<Thread> host = new AtomicReference<>();
            host.set(new Thread(() -> {
                results.add(project.pipeline()
                        .listener(event -> {
                            if (event instanceof RunEvent.NodeStarted) {
                                host.get().interrupt();
                            }
                        })
                        .build()
                        .run());
                flags.add(Thread.currentThread().isInterrupted());
            }));
            host.get().start();
            host.get().join(60_000);
            assertThat(flags).containsExactly(true);
            assertThat(results.get(0)
                            .node("long")
                            .orElseThrow()
                            .error()
                            .orElseThrow()
                            .code())
                    .isEqualTo(ErrorCode.CANCELLED);
            assertThat(results.get(0).node("below").orElseThrow().status()).isEqualTo(NodeStatus.SKIPPED);
        }
    }

    @Nested
    class BeforeAnythingRuns {
        private void refuses(ErrorCode code, String... parts) {
            assertThatThrownBy(project::run)
                    .isInstanceOfSatisfying(
                            ProjectException.class, e -> assertThat(e.code()).isEqualTo(code));
            assertThatThrownBy(project::run).hasMessageContainingAll(parts);
        }

        @Test
        void everyProblemIsToldAtOnceAndAtItsPlace() {
            project.model("a", "select 1\nfrom {{ ref('bb') }}")
                    .model("b", "select 1 from {{ source('raw', 'orders') }}")
                    .model("c", "{{ config(materialized='tabel') }} select 1")
                    .file("models/schema.yml", "models:\n  - name: b\n    data_tests: [uniqe]\n");
            refuses(
                    ErrorCode.PROJECT_INVALID,
                    "models/a.sql:2: ref('bb')",
                    "did you mean 'b'?",
                    "source('raw', 'orders')",
                    "'tabel' is not known; did you mean 'table'?",
                    "models/schema.yml:3:18: there is no test 'uniqe'; did you mean 'unique'?");
        }

        @Test
        void aCircleIsNamed() {
            project.model("a", "select * from {{ ref('c') }}")
                    .model("b", "select * from {{ ref('a') }}")
                    .model("c", "select * from {{ ref('b') }}");
            refuses(ErrorCode.PROJECT_INVALID, "a → b → c → a");
        }

        @Test
        void aTemplateThatCannotBeParsedHasItsLine() {
            project.model("a", "select 1\n{% if %}");
            refuses(ErrorCode.PROJECT_INVALID, "models/a.sql:2:");
        }

        @Test
        void aProfileThatIsNotThereNamesThoseThatAre() {
            project.file("dbt_project.yml", "name: shop\nprofile: shopp\n");
            refuses(ErrorCode.PROJECT_INVALID, "profiles.yml", "'shopp'", "did you mean 'shop'?");
        }

        @Test
        void aMissingProjectIsSaid() {
            assertThatThrownBy(() -> FloePipeline.builder()
                            .project(temporary.resolve("none"))
                            .build()
                            .run())
                    .isInstanceOfSatisfying(
                            ProjectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_NOT_FOUND));
        }

        @Test
        void aSecretVariableIsRefused() {
            project.model("a", "select '{{ env_var('DBT_ENV_SECRET_KEY', 'x') }}' as a");
            refuses(ErrorCode.PROJECT_INVALID, "models/a.sql:1", "DBT_ENV_SECRET_KEY", "refused");
        }

        @Test
        void pythonModelsAreRefused() {
            project.file("models/p.py", "def model(dbt, session): pass\n");
            refuses(ErrorCode.PROJECT_INVALID, "models/p.py", "no Python models");
        }
    }

    @Nested
    class OnACallersConnection {
        @Test
        void theConnectionStaysAsItIs() throws Exception {
            project.model("m", "{{ config(materialized='table') }} select 1 as a");
            try (Connection callers = DriverManager.getConnection("jdbc:duckdb:" + project.database());
                    Statement statement = callers.createStatement()) {
                callers.setAutoCommit(false);
                statement.execute("create table uncommitted (a integer)");
                RunResult result =
                        project.pipeline().connection(callers).build().run();
                assertThat(result.success()).isTrue();
                assertThat(callers.isClosed()).isFalse();
                assertThat(callers.getAutoCommit()).isFalse();
                callers.rollback();
                statement.execute("select * from m");
                assertThatThrownBy(() -> statement.execute("select * from uncommitted"))
                        .hasMessageContaining("uncommitted");
            }
        }
    }

    @Nested
    class Listeners {
        @Test
        void areToldEverythingInOrder() {
            project.file("seeds/s.csv", "a\n1\n").model("m", "select * from {{ ref('s') }}");
            List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
            project.pipeline().listener(events::add).build().run();
            assertThat(events).first().isInstanceOf(RunEvent.RunStarted.class);
            assertThat(events).last().isInstanceOf(RunEvent.RunFinished.class);
            assertThat(events)
                    .filteredOn(
                            event -> event instanceof RunEvent.NodeStarted || event instanceof RunEvent.NodeFinished)
                    .hasSize(4);
        }

        @Test
        void thatThrowDoNoHarm() {
            project.model("m", "select 1 as a");
            RunResult result = project.pipeline()
                    .listener(event -> {
                        throw new IllegalStateException("listener");
                    })
                    .build()
                    .run();
            assertThat(result.success()).isTrue();
        }
    }

    @Test
    void selectionAndVariablesAreApplied() {
        project.model("a", "{{ config(materialized='table') }} select {{ var('n') }} as n")
                .model("b", "select 1 as x");
        RunResult result =
                project.pipeline().select("a").vars(Map.of("n", 7)).build().run();
        assertThat(result.nodes()).extracting(NodeResult::name).containsExactly("a");
        assertThat(project.query("select n from a")).containsExactly(List.of("7"));
    }

    @Test
    void aCommandRunsOnlyItsKind() {
        project.file("seeds/s.csv", "a\n1\n").model("m", "select * from {{ ref('s') }}");
        assertThat(project.pipeline().build().run(Command.SEED).nodes())
                .extracting(NodeResult::name)
                .containsExactly("s");
        assertThat(project.pipeline().build().run(Command.RUN).nodes())
                .extracting(NodeResult::name)
                .containsExactly("m");
    }

    @Test
    void aPipelineNeedsAProject() {
        assertThatThrownBy(() -> FloePipeline.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("project");
        assertThatThrownBy(() -> FloePipeline.builder().threads(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
