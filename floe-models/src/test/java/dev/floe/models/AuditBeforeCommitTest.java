package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit_before_commit}: what others see of a table whose tests fail, and whose tests pass. */
class AuditBeforeCommitTest {
    private TestProject project;

    @BeforeEach
    void create(@TempDir Path temporary) {
        project = new TestProject(temporary);
        project.file("dbt_project.yml", "name: shop\nprofile: shop\nmodels: {+audit_before_commit: true}\n");
        project.file("models/schema.yml", """
                models:
                  - name: orders
                    columns:
                      - name: id
                        data_tests: [unique, not_null]
                """);
    }

    /** What holds wherever the tables are. */
    abstract class Wherever {
        abstract FloePipeline.Builder pipeline();

        /** The rows of a table of the project. */
        abstract List<List<String>> rows(String table) throws Exception;

        private void orders(String sql) {
            project.model("orders", "{{ config(materialized='table') }} " + sql);
        }

        @Test
        void rowsWhoseTestsFailAreNeverSeen() throws Exception {
            orders("select 1 as id");
            project.model("report", "{{ config(materialized='table') }} select count(*) as n from {{ ref('orders') }}");
            RunResult first = pipeline().build().run();
            assertThat(first.failed()).isEmpty();

            orders("select 2 as id union all select 2");
            RunResult second = pipeline().build().run();
            assertThat(rows("orders")).containsExactly(List.of("1"));
            assertThat(rows("report")).containsExactly(List.of("1"));
            assertThat(second.success()).isFalse();
            NodeResult model = second.node("orders").orElseThrow();
            assertThat(model.status()).isEqualTo(NodeStatus.ERROR);
            assertThat(model.error().orElseThrow().code()).isEqualTo(ErrorCode.AUDIT_FAILED);
            assertThat(model.message())
                    .contains(
                            "models/orders.sql",
                            "was not committed; the table is as it was",
                            "unique_orders_id: Got 1 result");
            assertThat(second.node("unique_orders_id").orElseThrow().status()).isEqualTo(NodeStatus.FAIL);
            assertThat(second.node("not_null_orders_id").orElseThrow().status()).isEqualTo(NodeStatus.PASS);
            assertThat(second.node("report").orElseThrow().status()).isEqualTo(NodeStatus.SKIPPED);
        }

        @Test
        void aTableThatIsNewIsNotMadeWhereItsTestsFail() {
            orders("select cast(null as integer) as id");
            RunResult result = pipeline().build().run();
            assertThat(result.node("orders").orElseThrow().error().orElseThrow().code())
                    .isEqualTo(ErrorCode.AUDIT_FAILED);
            orders("select 1 as id");
            assertThat(pipeline().build().run().failed()).isEmpty();
        }

        @Test
        void theTestsRunForTheCommandRunTooThoughItsResultsAreThoseOfModels() throws Exception {
            orders("select 1 as id");
            RunResult first = pipeline().build().run(Command.RUN);
            assertThat(first.nodes()).extracting(NodeResult::name).containsExactly("orders");
            assertThat(first.success()).isTrue();
            orders("select cast(null as integer) as id");
            assertThat(pipeline().build().run(Command.RUN).success()).isFalse();
            assertThat(rows("orders")).containsExactly(List.of("1"));
        }

        @Test
        void rowsAreAppendedOnlyIfTheTableThatComesOfItPasses() throws Exception {
            String model =
                    "{{ config(materialized='incremental', incremental_strategy='append') }} select %s as id, 'x' as later";
            project.model(
                    "orders", "{{ config(materialized='incremental', incremental_strategy='append') }} select 1 as id");
            assertThat(pipeline().build().run().failed()).isEmpty();
            project.model("orders", model.formatted("1"));
            assertThat(pipeline()
                            .build()
                            .run()
                            .node("orders")
                            .orElseThrow()
                            .error()
                            .orElseThrow()
                            .code())
                    .isEqualTo(ErrorCode.AUDIT_FAILED);
            assertThat(rows("orders")).containsExactly(List.of("1"));
            project.model("orders", model.formatted("2"));
            assertThat(pipeline().build().run().failed()).isEmpty();
            assertThat(rows("orders")).containsExactly(List.of("1"), List.of("2"));
        }

        @Test
        void aTestThatReadsWhatIsBuiltLaterRunsAtItsTurn() throws Exception {
            orders("select 1 as id");
            project.model("report", "{{ config(materialized='table') }} select id from {{ ref('orders') }}");
            project.file(
                    "tests/agree.sql", "select id from {{ ref('orders') }} except select id from {{ ref('report') }}");
            assertThat(pipeline().build().run().failed()).isEmpty();
            orders("select 2 as id");
            assertThat(pipeline().build().run().failed()).isEmpty();
            assertThat(rows("report")).containsExactly(List.of("2"));
        }

        @Test
        void aTestThatOnlyWarnsDoesNotKeepRowsBack() throws Exception {
            orders("select 1 as id union all select 1");
            project.file("models/schema.yml", """
                    models:
                      - name: orders
                        columns:
                          - name: id
                            data_tests: [{unique: {config: {severity: warn}}}]
                    """);
            RunResult result = pipeline().build().run();
            assertThat(result.failed()).isEmpty();
            assertThat(result.node("unique_orders_id").orElseThrow().status()).isEqualTo(NodeStatus.WARN);
            assertThat(rows("orders")).containsExactly(List.of("1"), List.of("1"));
        }

        @Test
        void aTestWhoseSqlFailsKeepsRowsBack() throws Exception {
            orders("select 1 as id");
            assertThat(pipeline().build().run().failed()).isEmpty();
            orders("select 2 as id");
            project.file("tests/broken.sql", "select no_such_column from {{ ref('orders') }}");
            RunResult result = pipeline().build().run();
            assertThat(result.node("orders").orElseThrow().message()).contains("broken", "no_such_column");
            assertThat(result.node("broken").orElseThrow().status()).isEqualTo(NodeStatus.ERROR);
            assertThat(rows("orders")).containsExactly(List.of("1"));
        }
    }

    @Nested
    class OnDuckDb extends Wherever {
        @Override
        FloePipeline.Builder pipeline() {
            return project.pipeline();
        }

        @Override
        List<List<String>> rows(String table) {
            return project.query("select * from " + table + " order by all");
        }

        @Test
        void whatAProjectMaterializesItselfIsRefused() {
            project.file("macros/own.sql", """
                    {% materialization own, default %}
                      {% call statement('main') %} create table {{ this }} as {{ sql }} {% endcall %}
                      {{ return({'relations': [this]}) }}
                    {% endmaterialization %}
                    """);
            project.model("orders", "{{ config(materialized='own') }} select 1 as id");
            NodeResult refused = pipeline().build().run().node("orders").orElseThrow();
            assertThat(refused.error().orElseThrow().code()).isEqualTo(ErrorCode.PROJECT_INVALID);
            assertThat(refused.message()).contains("audit_before_commit is not possible for the materialization 'own'");
        }

        @Test
        void changedRowsAreAuditedInTheirTransaction() {
            project.model("orders", "{{ config(materialized='incremental', unique_key='k') }} select 1 as id, 1 as k");
            assertThat(pipeline().build().run().failed()).isEmpty();
            project.model(
                    "orders", "{{ config(materialized='incremental', unique_key='k') }} select null as id, 1 as k");
            assertThat(pipeline()
                            .build()
                            .run()
                            .node("orders")
                            .orElseThrow()
                            .error()
                            .orElseThrow()
                            .code())
                    .isEqualTo(ErrorCode.AUDIT_FAILED);
            assertThat(rows("orders")).containsExactly(List.of("1", "1"));
        }
    }

    @Nested
    class OnIceberg extends Wherever {
        private final TestCatalog catalog = new TestCatalog();

        @AfterEach
        void stop() {
            catalog.close();
        }

        @Override
        FloePipeline.Builder pipeline() {
            return catalog.pipeline(project, "audited");
        }

        @Override
        List<List<String>> rows(String table) throws Exception {
            return catalog.query("select * from polaris_catalog.audited." + table + " order by all");
        }

        @Test
        void rowLevelChangesAreRefused() throws Exception {
            project.model("orders", "{{ config(materialized='incremental', unique_key='id') }} select 1 as id");
            assertThat(pipeline().build().run().failed()).isEmpty();
            NodeResult again = pipeline().build().run().node("orders").orElseThrow();
            assertThat(again.error().orElseThrow().code()).isEqualTo(ErrorCode.PROJECT_INVALID);
            assertThat(again.message()).contains("audit_before_commit is not possible", "append");
            assertThat(rows("orders")).containsExactly(List.of("1"));
        }

        @Test
        void nothingOfTheAuditIsLeftInTheCatalog() throws Exception {
            project.model("orders", "{{ config(materialized='table') }} select 1 as id");
            assertThat(pipeline().build().run().failed()).isEmpty();
            assertThat(catalog.query("select table_name from information_schema.tables where table_schema = 'audited'"))
                    .containsExactly(List.of("orders"));
        }
    }
}
