package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.ErrorCode;
import dev.floe.iceberg.Column;
import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.IcebergView;
import dev.floe.iceberg.IcebergViews;
import dev.floe.iceberg.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Models that are views, on the embedded Iceberg catalog: in the catalog, and in the session of each run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IcebergViewsTest {
    private static final String TABLE = "{{ config(materialized='table') }} ";

    private TestCatalog catalog;
    private TestProject project;
    private IcebergTables tables;
    private IcebergViews views;

    @BeforeAll
    void start() {
        catalog = new TestCatalog();
        tables = catalog.tables();
        views = tables.views("polaris_catalog", "unused");
    }

    @AfterAll
    void stop() {
        tables.close();
        catalog.close();
    }

    @BeforeEach
    void create(@TempDir Path temporary) {
        project = new TestProject(temporary);
    }

    private RunResult build(String namespace, String... selected) {
        return catalog.pipeline(project, namespace).select(selected).build().run();
    }

    private List<List<String>> rows(String table) throws Exception {
        return catalog.query("select * from polaris_catalog." + table + " order by all");
    }

    private Optional<IcebergView> view(String namespace, String name) {
        return views.get(TableName.of(namespace, name));
    }

    private static void assertSucceeds(RunResult result) {
        assertThat(result.failed()).extracting(NodeResult::message).isEmpty();
    }

    @Nested
    class InTheCatalog {
        @Test
        void aViewHasTheNamesOfTheCatalog() {
            project.file("seeds/raw.csv", "id,name\n1,a\n2,b\n")
                    .model("v1", "select id, name from {{ ref('raw') }}")
                    .model("v2", "select id, '{{ ref('v1') }}' as origin from {{ ref('v1') }} -- all of them");
            assertSucceeds(build("told"));
            assertThat(view("told", "v1").orElseThrow().sql().orElseThrow())
                    .isEqualTo("select id, name from \"polaris_catalog\".\"told\".\"raw\"");
            IcebergView second = view("told", "v2").orElseThrow();
            assertThat(second.sql().orElseThrow()).contains("polaris_catalog").doesNotContain("FROM floe_session");
            assertThat(second.columns()).extracting(Column::name).containsExactly("id", "origin");
        }

        @Test
        void aViewThatStaysTheSameGetsNoNewVersion() throws Exception {
            project.model("v", "select 1 as a");
            assertSucceeds(build("still"));
            String first = metadata("still", "v");
            assertSucceeds(build("still"));
            assertThat(metadata("still", "v")).isEqualTo(first);
            project.model("v", "select 2 as a");
            assertSucceeds(build("still"));
            assertThat(metadata("still", "v")).isNotEqualTo(first);
        }

        /** What the catalog's state of a view is told apart by. */
        private String metadata(String namespace, String name) throws Exception {
            try (java.util.stream.Stream<Path> files = java.nio.file.Files.walk(catalog.storage())) {
                return String.valueOf(files.filter(file -> file.toString().contains("/" + namespace + "/" + name + "/"))
                        .filter(file -> file.toString().endsWith(".metadata.json"))
                        .count());
            }
        }

        @Test
        void aColumnWhoseTypeIcebergHasNotIsToldAsText() throws Exception {
            project.model("v", "select interval 2 day as i, [interval 1 hour] as l")
                    .model("t", TABLE + "select date '2026-01-01' + i as d from {{ ref('v') }}");
            assertSucceeds(build("odd"));
            assertThat(view("odd", "v").orElseThrow().columns())
                    .extracting(Column::type)
                    .containsOnly("VARCHAR");
            assertThat(rows("odd.t")).containsExactly(List.of("2026-01-03 00:00:00.0"));
        }

        @Test
        void aPivotOfAViewIsAView() throws Exception {
            project.model("v", "select * from (values ('a', 1), ('b', 2)) as t(k, n)")
                    .model("p", "pivot {{ ref('v') }} on k in ('a', 'b') using sum(n)")
                    .model("t", TABLE + "select a::int as a, b::int as b from {{ ref('p') }}");
            assertSucceeds(build("turned"));
            assertSucceeds(build("turned", "t"));
            assertThat(rows("turned.t")).containsExactly(List.of("1", "2"));
        }
    }

    @Nested
    class InLaterRuns {
        @BeforeEach
        void build() {
            project.file("seeds/raw.csv", "id\n1\n2\n")
                    .model("z_first", "select id from {{ ref('raw') }}")
                    .model("m_second", "with w as (select * from {{ ref('z_first') }}) select id * 10 as id from w")
                    .model("t", TABLE + "select * from {{ ref('m_second') }}")
                    .file("tests/none.sql", "select * from {{ ref('m_second') }} where id > 20");
        }

        @Test
        void whatIsNotSelectedIsReadAsTheCatalogHasIt() throws Exception {
            assertSucceeds(IcebergViewsTest.this.build("later"));
            project.model("z_first", "select 7 as id");
            assertSucceeds(IcebergViewsTest.this.build("later", "t"));
            assertThat(rows("later.t")).containsExactly(List.of("10"), List.of("20"));
            assertSucceeds(IcebergViewsTest.this.build("later", "z_first"));
            assertSucceeds(IcebergViewsTest.this.build("later", "t"));
            assertThat(rows("later.t")).containsExactly(List.of("70"));
        }

        @Test
        void testsFindTheViews() {
            assertSucceeds(IcebergViewsTest.this.build("tested"));
            RunResult tests = catalog.pipeline(project, "tested").build().run(Command.TEST);
            assertSucceeds(tests);
            assertThat(tests.nodes()).hasSize(1);
        }

        @Test
        void aViewThatWasNeverBuiltOrIsGoneIsMissing() {
            assertThat(IcebergViewsTest.this
                            .build("gone", "raw", "t")
                            .node("t")
                            .orElseThrow()
                            .message())
                    .contains("m_second");
            assertSucceeds(IcebergViewsTest.this.build("gone"));
            assertThat(views.drop(TableName.of("gone", "z_first"))).isTrue();
            assertThat(IcebergViewsTest.this
                            .build("gone", "t")
                            .node("t")
                            .orElseThrow()
                            .message())
                    .contains("z_first");
            assertSucceeds(IcebergViewsTest.this.build("gone"));
        }

        @Test
        void aSourceMayBeAView() throws Exception {
            assertSucceeds(IcebergViewsTest.this.build("other"));
            project.file("models/sources.yml", """
                            sources:
                              - name: others
                                database: polaris_catalog
                                schema: other
                                tables: [{name: m_second}]
                            """)
                    .model("own", TABLE + "select sum(id)::int as s from {{ source('others', 'm_second') }}");
            assertSucceeds(IcebergViewsTest.this.build("own", "own"));
            assertThat(rows("own.own")).containsExactly(List.of("30"));
        }

        @Test
        void hooksAndOperationsReadThem() {
            assertSucceeds(IcebergViewsTest.this.build("hooked"));
            project.file("dbt_project.yml", "name: shop\non-run-start: \"select * from {{ ref('m_second') }}\"\n")
                    .file("macros/count.sql", """
                            {% macro counted() %}
                            {% set n = run_query("select count(*) as n from " ~ ref('m_second')).columns['n'].values()[0] %}
                            {% if n != 2 %}{{ exceptions.raise_compiler_error("there are " ~ n) }}{% endif %}
                            {% endmacro %}
                            """);
            assertSucceeds(IcebergViewsTest.this.build("hooked", "raw"));
            NodeResult operation = catalog.pipeline(project, "hooked").build().runOperation("counted", Map.of());
            assertThat(operation.message()).isEqualTo("OK");
        }
    }

    @Nested
    class Changing {
        @Test
        void aTableBecomesAViewAndBack() throws Exception {
            project.model("m", TABLE + "select 1 as a").model("r", TABLE + "select * from {{ ref('m') }}");
            assertSucceeds(build("swap"));
            project.model("m", "select 2 as a");
            assertSucceeds(build("swap"));
            assertThat(view("swap", "m")).isPresent();
            assertThat(tables.state(TableName.of("swap", "m"))).isEmpty();
            assertThat(rows("swap.r")).containsExactly(List.of("2"));
            project.model("m", "{{ config(materialized='incremental') }} select 3 as a");
            assertSucceeds(build("swap"));
            assertThat(view("swap", "m")).isEmpty();
            assertThat(rows("swap.m")).containsExactly(List.of("3"));
            assertThat(rows("swap.r")).containsExactly(List.of("3"));
            assertSucceeds(build("swap", "r"));
        }

        @Test
        void aTableThatCannotBeWrittenLeavesTheView() {
            project.model("m", "select 1 as a");
            assertSucceeds(build("kept"));
            project.model("m", TABLE + "select cast('x' as int) as a");
            assertThat(build("kept").failed()).hasSize(1);
            assertThat(view("kept", "m")).isPresent();
            project.model("m", "select nowhere as a");
            assertThat(build("kept").failed()).hasSize(1);
            assertThat(view("kept", "m").orElseThrow().sql()).hasValue("select 1 as a");
        }

        @Test
        void aSnapshotIsNotKeptInAView() {
            project.model("s", "select 1 as id");
            assertSucceeds(build("snapped"));
            project.file("models/s.sql", "{{ config(alias='other') }} select 1 as id")
                    .file("snapshots/s.sql", """
                    {% snapshot s2 %}{{ config(alias='s', unique_key='id', strategy='check', check_cols='all') }}
                    select 1 as id
                    {% endsnapshot %}
                    """);
            assertThat(build("snapped").node("s2").orElseThrow().message()).contains("is a view");
        }
    }

    @Nested
    class WithoutViewsOfTheCatalog {
        @Test
        void viewsAreOfTheRunAndThatIsTold() throws Exception {
            project.file("seeds/raw.csv", "id\n1\n")
                    .model("v1", "select * from {{ ref('raw') }}")
                    .model("v2", "select * from {{ ref('v1') }}")
                    .model("t", TABLE + "select * from {{ ref('v2') }}");
            try (CatalogWithoutViews without = new CatalogWithoutViews(catalog.uri())) {
                FloePipeline.Builder pipeline = catalog.pipeline(project, "viewless", without.uri());
                RunResult first = pipeline.build().run();
                assertSucceeds(first);
                assertThat(first.notices())
                        .filteredOn(notice -> notice.contains("has no views"))
                        .hasSize(1);
                assertSucceeds(pipeline.select("t").build().run());
                assertThat(rows("viewless.t")).containsExactly(List.of("1"));
                assertThat(views.list(List.of("viewless"))).isEmpty();
            }
        }
    }

    @Test
    void aTableThatIsNoLongerThereFailsItsReadersOnly() {
        project.model("t", TABLE + "select 1 as a")
                .model("v", "select * from {{ ref('t') }}")
                .model("w", "select 1 as b");
        assertSucceeds(build("lost"));
        assertThat(tables.drop(TableName.of("lost", "t"))).isTrue();
        project.model("r", TABLE + "select * from {{ ref('v') }}").model("s", TABLE + "select * from {{ ref('w') }}");
        RunResult result = build("lost", "r", "s");
        NodeResult failed = result.node("r").orElseThrow();
        assertThat(failed.error().orElseThrow().code()).isEqualTo(ErrorCode.SQL_FAILED);
        assertThat(failed.message()).contains("polaris_catalog.lost.v", "Build it again");
        assertThat(result.node("s").orElseThrow().message()).isEqualTo("OK");
    }
}
