package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.models.project.ProjectException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects that use packages. */
class PackagesTest {
    @TempDir
    private Path temporary;

    private TestProject project;

    @BeforeEach
    void create() {
        project = new TestProject(temporary).file("dbt_packages/tools/dbt_project.yml", """
                        name: tools
                        vars: {size: 1, color: red}
                        models: {tools: {+materialized: view}}
                        """);
    }

    @Nested
    class Macros {
        @Test
        void areCalledByThePackagesName() {
            project.file("dbt_packages/tools/macros/m.sql", "{% macro twice(x) %}{{ x * 2 }}{% endmacro %}")
                    .model("a", "select {{ tools.twice(21) }} as x");
            project.run();
            assertThat(project.query("select x from a")).containsExactly(List.of("42"));
        }

        @Test
        void areImplementedByTheProjectWhenDispatched() {
            project.file("dbt_packages/tools/macros/m.sql", """
                            {% macro word() %}{{ return(adapter.dispatch('word', 'tools')()) }}{% endmacro %}
                            {% macro default__word() %}{{ return('theirs') }}{% endmacro %}
                            """)
                    .file("macros/w.sql", "{% macro duckdb__word() %}{{ return('ours') }}{% endmacro %}")
                    .model("a", "select '{{ tools.word() }}' as x");
            project.run();
            assertThat(project.query("select x from a")).containsExactly(List.of("ours"));
        }

        @Test
        void areLookedForInTheOrderThatDispatchSays() {
            project.file("dbt_project.yml", """
                            name: shop
                            profile: shop
                            dispatch: [{macro_namespace: dbt, search_order: [tools, dbt]}]
                            """)
                    .file("dbt_packages/tools/macros/m.sql", """
                            {% macro default__concat(fields) %}{{ return("'from tools'") }}{% endmacro %}
                            """)
                    .model("a", "select {{ dbt.concat([\"'a'\", \"'b'\"]) }} as x");
            project.run();
            assertThat(project.query("select x from a")).containsExactly(List.of("from tools"));
        }

        @Test
        void mayBeCalledByNamesThatBeginWithAnUnderscore() {
            project.file("dbt_packages/tools/macros/m.sql", "{% macro _own() %}7{% endmacro %}")
                    .model("a", "select {{ tools._own() }} as x");
            project.run();
            assertThat(project.query("select x from a")).containsExactly(List.of("7"));
        }

        @Test
        void giveGenericTestsByThePackagesName() {
            project.file("dbt_packages/tools/macros/t.sql", """
                            {% test positive(model, column_name) %}
                            select * from {{ model }} where {{ column_name }} <= 0
                            {% endtest %}
                            """)
                    .model("a", "select -1 as x")
                    .file("models/a.yml", """
                            models:
                              - name: a
                                columns: [{name: x, data_tests: [tools.positive]}]
                            """);
            assertThat(project.run().node("tools_positive_a_x").orElseThrow().status())
                    .isEqualTo(NodeStatus.FAIL);
        }
    }

    @Nested
    class Models {
        @Test
        void areBuiltWithTheProjectsOwn() {
            project.file("dbt_packages/tools/models/base.sql", "select 1 as x")
                    .model("a", "select x + 1 as x from {{ ref('tools', 'base') }}");
            RunResult result = project.run();
            assertThat(result.node("model.tools.base").orElseThrow().status()).isEqualTo(NodeStatus.SUCCESS);
            assertThat(project.query("select x from a")).containsExactly(List.of("2"));
        }

        @Test
        void areConfiguredByTheProjectOverWhatTheySayThemselves() {
            project.file("dbt_project.yml", """
                            name: shop
                            profile: shop
                            models: {tools: {+materialized: table}}
                            """)
                    .file("dbt_packages/tools/models/base.sql", "{{ config(materialized='view') }} select 1 as x");
            assertThat(project.run().node("base").orElseThrow().materialized()).isEqualTo("table");
        }

        @Test
        void areNotBuiltWhenTheProjectDisablesThem() {
            project.file("dbt_project.yml", """
                            name: shop
                            profile: shop
                            models: {tools: {+enabled: false}}
                            """)
                    .file("dbt_packages/tools/models/base.sql", "select 1 as x")
                    .model("a", "select 1 as x");
            assertThat(project.run().nodes()).extracting(NodeResult::name).containsExactly("a");
        }

        @Test
        void seeTheProjectsVariablesOverThePackagesOwn() {
            project.file("dbt_project.yml", """
                            name: shop
                            profile: shop
                            vars: {tools: {size: 3}}
                            """).file("dbt_packages/tools/models/base.sql", """
                            select {{ var('size') }} as size, '{{ var('color') }}' as color
                            """);
            project.run();
            assertThat(project.query("select size, color from base")).containsExactly(List.of("3", "red"));
        }

        @Test
        void shareTheirNameWithOneOfTheProjectWhichARefThenMeans() {
            project.file("dbt_project.yml", """
                            name: shop
                            profile: shop
                            models: {tools: {+schema: tools}}
                            """)
                    .file("dbt_packages/tools/models/base.sql", "select 'theirs' as x")
                    .model("base", "select 'ours' as x")
                    .model("a", "select x from {{ ref('base') }}");
            project.run();
            assertThat(project.query("select x from a")).containsExactly(List.of("ours"));
        }
    }

    @Nested
    class Finding {
        @Test
        void aLocalPackageNeedNotBeInstalled() {
            project.file("packages.yml", "packages: [{local: ../lib}]")
                    .file("../lib/dbt_project.yml", "name: lib\n")
                    .file("../lib/macros/m.sql", "{% macro one() %}1{% endmacro %}")
                    .model("a", "select {{ lib.one() }} as x");
            assertThat(project.run().success()).isTrue();
        }

        @Test
        void aLocalPackageThatIsNotThereIsToldWithItsLine() {
            project.file("packages.yml", "packages:\n  - local: ../nowhere\n");
            assertThatThrownBy(project::run)
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContaining("packages.yml:2")
                    .hasMessageContaining("../nowhere");
        }

        @Test
        void aPackageThatIsToBeFetchedIsToldOf() {
            project.file("packages.yml", "packages: [{package: somebody/a}, {package: somebody/b, version: 1.0.0}]");
            assertThatThrownBy(project::run)
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContaining("somebody/a")
                    .hasMessageContaining("floe deps");
        }

        @Test
        void aProblemInAPackageIsToldWithThePackagesFolder() {
            project.file("dbt_packages/tools/models/broken.sql", "select {{ 1 + }}");
            assertThatThrownBy(project::run)
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContaining("dbt_packages/tools/models/broken.sql");
        }
    }
}
