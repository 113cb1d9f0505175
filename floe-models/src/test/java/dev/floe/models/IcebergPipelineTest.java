package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.IcebergView;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on the embedded Iceberg catalog. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IcebergPipelineTest {
    private TestCatalog catalog;
    private TestProject project;

    @BeforeAll
    void start() {
        catalog = new TestCatalog();
    }

    @AfterAll
    void stop() {
        catalog.close();
    }

    @BeforeEach
    void create(@TempDir Path temporary) {
        project = new TestProject(temporary);
    }

    private FloePipeline.Builder pipeline(String namespace) {
        return catalog.pipeline(project, namespace);
    }

    private List<List<String>> query(String sql) throws Exception {
        return catalog.query(sql);
    }

    @Test
    void snapshotsKeepWhatChanged() throws Exception {
        project.file("snapshots/s.sql", """
                {% snapshot people %}
                {{ config(unique_key='id', strategy='check', check_cols='all', hard_deletes='invalidate') }}
                select * from {{ ref('source_rows') }}
                {% endsnapshot %}
                """);
        String rows = "select id, name, dbt_valid_to is null from polaris_catalog.snaps.people order by all";
        project.model("source_rows", "select * from (values (1, 'ann'), (2, 'bob')) as t(id, name)");
        assertThat(pipeline("snaps").build().run().success()).isTrue();
        project.model("source_rows", "select * from (values (1, 'Ann'), (3, 'cid')) as t(id, name)");
        RunResult second = pipeline("snaps").build().run();
        assertThat(second.failed()).isEmpty();
        assertThat(query(rows))
                .containsExactly(
                        List.of("1", "Ann", "true"),
                        List.of("1", "ann", "false"),
                        List.of("2", "bob", "false"),
                        List.of("3", "cid", "true"));
        assertThat(pipeline("snaps").build().run().success()).isTrue();
        assertThat(query(rows)).hasSize(4);
    }

    @Test
    void seedsAndTablesAreCommittedAndReplaced() throws Exception {
        project.file("seeds/raw.csv", "Id,Name\n1,Ann\n2,Bo\n")
                .model("names", "select * from {{ ref('raw') }}")
                .model(
                        "Mart",
                        "{{ config(materialized='table') }} select Id, upper(Name) as big from {{ ref('names') }}");
        RunResult first = pipeline("first").build().run();
        assertThat(first.success()).isTrue();
        assertThat(first.node("Mart").orElseThrow().relation()).hasValue("polaris_catalog.first.mart");
        assertThat(query("select * from polaris_catalog.first.mart order by id"))
                .containsExactly(List.of("1", "ANN"), List.of("2", "BO"));
        project.file("seeds/raw.csv", "Id,Name,City\n3,Cy,Oslo\n")
                .model("Mart", "{{ config(materialized='table') }} select Id, City from {{ ref('names') }}");
        assertThat(pipeline("first").build().run().success()).isTrue();
        assertThat(query("select * from polaris_catalog.first.mart")).containsExactly(List.of("3", "Oslo"));
        assertThat(query("select count(*) from iceberg_snapshots(polaris_catalog.first.mart)"))
                .containsExactly(List.of("2"));
    }

    @Test
    void incrementalModelsChangeRowsByEveryStrategy() throws Exception {
        for (String strategy : List.of("append", "delete+insert", "merge")) {
            project.model(strategy.substring(0, 5), """
                    {{ config(materialized='incremental', incremental_strategy='%s', unique_key='id',
                              on_schema_change='append_new_columns') }}
                    select * from (values (1, 'a'), (2, '{{ is_incremental() }}')) as t(id, what)
                    {%% if is_incremental() %%}where id > 1{%% endif %%}
                    """.formatted(strategy));
        }
        project.model("reader", """
                {{ config(materialized='table') }}
                select (select count(*) from {{ ref('appen') }}) as n, (select string_agg(what, ',' order by id) from {{ ref('merge') }}) as w
                """);
        assertThat(pipeline("steps").build().run().success()).isTrue();
        RunResult second = pipeline("steps").build().run();
        assertThat(second.nodes()).extracting(NodeResult::message).containsOnly("OK");
        assertThat(query("select * from polaris_catalog.steps.appen order by all"))
                .containsExactly(List.of("1", "a"), List.of("2", "False"), List.of("2", "True"));
        assertThat(query("select * from polaris_catalog.steps.delet order by all"))
                .containsExactly(List.of("1", "a"), List.of("2", "True"));
        assertThat(query("select * from polaris_catalog.steps.merge order by all"))
                .containsExactly(List.of("1", "a"), List.of("2", "True"));
        assertThat(query("select * from polaris_catalog.steps.reader")).containsExactly(List.of("3", "a,True"));
        assertThat(pipeline("steps").fullRefresh(true).build().run().success()).isTrue();
        assertThat(query("select * from polaris_catalog.steps.appen order by all"))
                .containsExactly(List.of("1", "a"), List.of("2", "False"));
    }

    @Test
    void modelsAreLaidOutAsTheySay() throws Exception {
        project.model("m", """
                {{ config(materialized='table', partitioned_by=['bucket(2, id)', 'kind'], sorted_by='id desc',
                          table_properties={'owner': 'sales'}) }}
                select range as id, case when range % 2 = 0 then 'even' else 'odd' end as kind from range(100)
                """);
        RunResult result = pipeline("laid").build().run();
        assertThat(result.success()).isTrue();
        assertThat(result.notices()).noneMatch(notice -> notice.contains("partitioned_by"));
        assertThat(query("select count(*) from iceberg_metadata(polaris_catalog.laid.m)"))
                .containsExactly(List.of("4"));
        assertThat(query("select count(*) from polaris_catalog.laid.m where kind = 'odd'"))
                .containsExactly(List.of("50"));
    }

    @Test
    void aLayoutThatCannotBeFailsItsModelWithEveryReason() {
        project.model("m", "{{ config(materialized='table', partitioned_by=['nowhere', 'week(id)']) }} select 1 as id");
        NodeResult failed = pipeline("wrong").build().run().node("m").orElseThrow();
        assertThat(failed.message()).contains("no column 'nowhere'", "no transform 'week'");
    }

    @Test
    void anIncrementalModelTakesUpNewColumns() throws Exception {
        project.model(
                "m",
                "{{ config(materialized='incremental', on_schema_change='sync_all_columns') }} select 1 as id, 1 as gone");
        assertThat(pipeline("columns").build().run().success()).isTrue();
        project.model(
                "m",
                "{{ config(materialized='incremental', on_schema_change='sync_all_columns') }} select 2 as id, 'x' as extra");
        assertThat(pipeline("columns").build().run().nodes())
                .extracting(NodeResult::message)
                .containsExactly("OK");
        assertThat(query("select id, extra from polaris_catalog.columns.m order by id"))
                .containsExactly(Arrays.asList("1", null), List.of("2", "x"));
    }

    @Test
    void descriptionsAreKeptWhateverIsBuilt() throws Exception {
        project.file("seeds/raw.csv", "id,name\n1,a\n")
                .model("t", "{{ config(materialized='table') }} select * from {{ ref('raw') }}")
                .model("i", "{{ config(materialized='incremental') }} select * from {{ ref('raw') }}")
                .model("v", "select * from {{ ref('raw') }}")
                .file("models/all.yml", """
                        models:
                          - {name: t, description: a table, columns: [{name: ID, description: its key}], config: &docs {persist_docs: {relation: true, columns: true}}}
                          - {name: i, description: rows, columns: [{name: id, description: their key}], config: *docs}
                          - {name: v, description: a view, columns: [{name: name, description: what it is called}], config: *docs}
                        seeds:
                          - {name: raw, description: as it came, config: *docs}
                        """);
        try (IcebergTables tables = catalog.tables()) {
            for (int run = 0; run < 2; run++) {
                RunResult result = pipeline("described").build().run();
                assertThat(result.failed()).isEmpty();
                assertThat(result.notices()).noneMatch(notice -> notice.contains("persist_docs"));
                assertThat(comments(tables, "t")).containsExactly("a table", "its key", "");
                assertThat(comments(tables, "i")).containsExactly("rows", "their key", "");
                assertThat(comments(tables, "raw")).containsExactly("as it came", "", "");
                IcebergView view = tables.views("polaris_catalog", "unused")
                        .get(TableName.of("described", "v"))
                        .orElseThrow();
                assertThat(view.properties()).containsEntry("comment", "a view");
                assertThat(view.columns())
                        .extracting(column -> column.comment().orElse(""))
                        .containsExactly("", "what it is called");
            }
        }
    }

    private static List<String> comments(IcebergTables tables, String table) {
        TableState state = tables.state(TableName.of("described", table)).orElseThrow();
        List<String> comments = new ArrayList<>();
        comments.add(state.properties().getOrDefault("comment", ""));
        state.columns().forEach(column -> comments.add(column.comment().orElse("")));
        return comments;
    }

    @Test
    void aFailureLeavesTheTableAsItWas() throws Exception {
        project.model("t", "{{ config(materialized='table') }} select 1 as a");
        assertThat(pipeline("safe").build().run().success()).isTrue();
        project.model("t", "{{ config(materialized='table') }} select cast('x' as integer) as a")
                .model("u", "{{ config(materialized='table') }} select interval 1 day as i, 1 as b");
        RunResult result = pipeline("safe").build().run();
        assertThat(result.node("t").orElseThrow().error().orElseThrow().code()).isEqualTo(ErrorCode.SQL_FAILED);
        assertThat(result.node("u").orElseThrow().error().orElseThrow().code()).isEqualTo(ErrorCode.TYPE_UNSUPPORTED);
        assertThat(query("select a from polaris_catalog.safe.t")).containsExactly(List.of("1"));
    }

    @Test
    void aModelCannotReadTheSecretFromTheInstance() throws Exception {
        project.model("leak", """
                {{ config(materialized='table') }}
                select string_agg(d::varchar || s::varchar) as everything
                from duckdb_databases() as d, duckdb_secrets() as s
                """);
        assertThat(pipeline("hidden").build().run().success()).isTrue();
        assertThat(query("select coalesce(everything, '') from polaris_catalog.hidden.leak")
                        .get(0)
                        .get(0))
                .doesNotContain(TestCatalog.SECRET);
        project.model("leak", "select '{{ env_var('CLIENT_SECRET', 'x') }}' as a");
        assertThatThrownBy(() -> pipeline("hidden").build().run())
                .hasMessageContaining("models/leak.sql:1")
                .hasMessageContaining("refused")
                .hasMessageNotContaining(TestCatalog.SECRET);
    }

    @Test
    void nothingStaysOnACallersInstance() throws Exception {
        project.model("t", "{{ config(materialized='table') }} select 1 as a")
                .model("v", "select * from {{ ref('t') }}");
        try (Connection callers = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = callers.createStatement()) {
            assertThat(pipeline("guest").connection(callers).build().run().success())
                    .isTrue();
            try (ResultSet results =
                    statement.executeQuery("select database_name from duckdb_databases() where not internal")) {
                results.next();
                assertThat(results.getString(1)).isEqualTo("memory");
                assertThat(results.next()).isFalse();
            }
            try (ResultSet results = statement.executeQuery("select count(*) from duckdb_secrets()")) {
                results.next();
                assertThat(results.getInt(1)).isZero();
            }
        }
    }

    @Test
    void anInlineAttachmentOnACallersInstanceIsRefused() throws Exception {
        project.model("t", "{{ config(materialized='table') }} select 1 as a");
        try (Connection callers = DriverManager.getConnection("jdbc:duckdb:")) {
            catalog.attacher(CredentialPlacement.INLINE).attach(callers);
            assertThatThrownBy(
                            () -> pipeline("inline").connection(callers).build().run())
                    .isInstanceOfSatisfying(
                            FloeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIALS_READABLE));
            catalog.attacher(CredentialPlacement.INLINE).detach(callers);
            catalog.attacher(CredentialPlacement.TEMPORARY_SECRET).attach(callers);
            assertThat(pipeline("inline").connection(callers).build().run().success())
                    .isTrue();
        }
    }
}
