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

/** Features of dbt projects, each on a project of a few lines. */
class DbtFeaturesTest {
    @TempDir
    private Path temporary;

    private TestProject project;

    @BeforeEach
    void create() {
        project = new TestProject(temporary);
    }

    @Nested
    class Configuration {
        @Test
        void aSourceMayBeAFile() {
            project.file("data/people.csv", "id,name\n1,ann\n")
                    .file("models/s.yml", """
                        sources:
                          - name: raw
                            meta: {external_location: "%s/data/{name}.csv"}
                            tables: [{name: people, columns: [{name: id, data_tests: [not_null]}]}]
                        """.formatted(project.folder()))
                    .model("m", "select * from {{ source('raw', 'people') }}");
            assertThat(project.run().nodes())
                    .hasSize(2)
                    .allMatch(node -> node.status().letsOthersRun());
            assertThat(project.query("select * from m")).containsExactly(List.of("1", "ann"));
        }

        @Test
        void aModelWaitsForTheTestsOfItsSources() {
            project.file("data/people.csv", "id,name\n,ann\n")
                    .file("models/s.yml", """
                        sources:
                          - name: raw
                            meta: {external_location: "%s/data/{name}.csv"}
                            tables: [{name: people, columns: [{name: id, data_tests: [not_null]}]}]
                        """.formatted(project.folder()))
                    .model("m", "select * from {{ source('raw', 'people') }}");
            assertThat(project.run().node("m").orElseThrow().status()).isEqualTo(NodeStatus.SKIPPED);
        }

        @Test
        void testsOfAnEntryBelowAnotherKindsSectionRunAndTheEntryIsToldOf() {
            project.file("seeds/people.csv", "id\n1\n").file("models/s.yml", """
                    models:
                      - name: people
                        description: not applied
                        columns: [{name: id, data_tests: [unique]}]
                    """);
            RunResult result = project.run();
            assertThat(result.node("unique_people_id").orElseThrow().status()).isEqualTo(NodeStatus.PASS);
            assertThat(result.notices())
                    .singleElement()
                    .asString()
                    .contains("models/s.yml:2", "there is a seed", "move this entry below 'seeds:'");
        }

        @Test
        void whatBelongsToASemanticLayerIsReadOver() {
            project.model("m", "select 1 as x").file("models/m.yml", """
                    metrics:
                      - name: revenue
                        filter: "{{ Dimension('customer__type') }} = 'new'"
                    saved_queries:
                      - name: q
                        query_params: {where: ["{{ TimeDimension('metric_time', 'day') }} > '2020-01-01'"]}
                    exposures:
                      - name: board
                        type: dashboard
                        owner: {name: ann}
                        depends_on: [metric('revenue'), ref('m')]
                    """);
            RunResult result = project.run();
            assertThat(result.success()).isTrue();
            assertThat(result.notices()).singleElement().asString().contains("the exposure board", "metric('revenue')");
        }

        @Test
        void theTargetIsKnownInDbtProjectYml() {
            project.file("dbt_project.yml", """
                            name: shop
                            profile: shop
                            models:
                              +materialized: "{{ 'table' if target.name == 'dev' else 'view' }}"
                            """).model("a", "select 1 as x");
            assertThat(project.run().node("a").orElseThrow().materialized()).isEqualTo("table");
        }

        @Test
        void aSchemaMacroSeesTagsAndConfigurationOfTheNode() {
            project.file("macros/generate_schema_name.sql", """
                            {% macro generate_schema_name(custom, node) -%}
                            {{ 'tagged_' ~ node.config.materialized if 'x' in node.tags else target.schema }}
                            {%- endmacro %}
                            """).model("a", "{{ config(tags='x') }} select 1 as x");
            assertThat(project.run().node("a").orElseThrow().relation()).hasValue("shop.tagged_view.a");
        }

        @Test
        void aTestsOwnConfigurationCountsMoreThanItsMacros() {
            project.file("macros/t.sql", """
                            {% test any(model) %}{{ config(severity='error') }}select * from {{ model }}{% endtest %}
                            """).model("a", "select 1 as x").file("models/a.yml", """
                            models:
                              - name: a
                                data_tests:
                                  - any: {config: {severity: warn}}
                            """);
            assertThat(project.run().node("any_a_").orElseThrow().status()).isEqualTo(NodeStatus.WARN);
        }

        @Test
        void configurationThatIsNotAppliedIsToldOnce() {
            project.model("a", "{{ config(grants={'select': ['x']}) }} select 1 as x")
                    .model("b", "{{ config(grants={'select': ['x']}, contract={'enforced': false}) }} select 1 as x");
            assertThat(project.run().notices())
                    .singleElement()
                    .asString()
                    .contains("'grants' is not applied", "nothing is granted", "(a, b)");
        }

        @Test
        void aMaterializationOfALaterVersionIsRefusedByName() {
            project.model("a", "{{ config(materialized='materialized_view') }} select 1 as x");
            assertThatThrownBy(() -> project.run())
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContaining("'materialized_view' is not supported by this version")
                    .hasMessageContaining("ephemeral, external, incremental, table, view");
        }
    }

    @Nested
    class Hooks {
        @Test
        void hooksRunBeforeAndAfterNodesAndRuns() {
            project.file("dbt_project.yml", """
                            name: shop
                            profile: shop
                            on-run-start: create or replace table {{ target.schema }}.log (what varchar)
                            on-run-end: ["insert into log select 'end {{ results | length }} {{ schemas | join }}'"]
                            models:
                              +pre-hook: "insert into log values ('before {{ this.name }}')"
                            """).model("a", """
                            {{ config(materialized='table', post_hook="insert into log select 'rows ' || count(*) from {{ this }}") }}
                            select 1 as x
                            """);
            assertThat(project.run().success()).isTrue();
            assertThat(project.query("select what from log"))
                    .containsExactly(List.of("before a"), List.of("rows 1"), List.of("end 1 main"));
        }

        @Test
        void aNodeWaitsForWhatItsHooksReferTo() {
            project.model("a", "{{ config(post_hook=\"select * from {{ ref('z') }}\") }} select 1 as x")
                    .model("z", "{{ config(materialized='table') }} select 1 as x");
            assertThat(project.run().nodes()).extracting(NodeResult::name).containsExactly("z", "a");
        }

        @Test
        void aHookThatFailsTakesBackWhatItsNodeDid() {
            project.model("a", "{{ config(materialized='table', post_hook='select * from nowhere') }} select 1 as x");
            assertThat(project.run().node("a").orElseThrow().status()).isEqualTo(NodeStatus.ERROR);
            assertThat(project.query("select count(*) from duckdb_tables()")).containsExactly(List.of("0"));
        }

        @Test
        void aHookOutsideOfTheTransactionStays() {
            project.model("a", """
                    {{ config(pre_hook={'sql': 'create table log as select 1 as x', 'transaction': false},
                              post_hook='select * from nowhere') }}
                    select 1 as x
                    """);
            assertThat(project.run().node("a").orElseThrow().status()).isEqualTo(NodeStatus.ERROR);
            assertThat(project.query("select * from log")).containsExactly(List.of("1"));
        }

        @Test
        void aHookThatFailsFailsItsNode() {
            project.model("a", "{{ config(pre_hook='select * from nowhere') }} select 1 as x");
            assertThat(project.run().node("a").orElseThrow().status()).isEqualTo(NodeStatus.ERROR);
        }
    }

    @Nested
    class Docs {
        @Test
        void aDescriptionMayQuoteADocsBlock() {
            project.file("models/d.md", "{% docs what %}\nIt's {% raw %}{{ braces }}{% endraw %}\n{% enddocs %}")
                    .file("models/a.yml", "models: [{name: a, description: 'A: {{ doc(\"what\") }}'}]")
                    .model("a", "select '{{ model.description | replace(\"'\", \"\") }}' as d");
            assertThat(project.run().success()).isTrue();
            assertThat(project.query("select d from a")).containsExactly(List.of("A: Its {{ braces }}"));
        }

        @Test
        void aBlockThatIsNotThereIsNamed() {
            project.file("models/a.yml", "models: [{name: a, description: '{{ doc(\"what\") }}'}]")
                    .model("a", "select 1 as x");
            assertThatThrownBy(() -> project.run())
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContaining("models/a.yml:1")
                    .hasMessageContaining("{% docs what %}");
        }
    }

    @Nested
    class Templates {
        @Test
        void aReferenceThatParsingDidNotSeeIsAnError() {
            project.model("z", "select 1 as x")
                    .model("a", "select {% if execute %}'{{ ref('z') }}'{% else %}1{% endif %} as x");
            assertThat(project.run().node("a").orElseThrow().message()).contains("ref('z') was not seen");
        }

        @Test
        void datesOfAQueryAreDates() {
            project.model("a", """
                    {% set found = run_query("select date '2024-03-01' as d, timestamp '2024-01-01 10:00:00' as t") %}
                    {% if execute %}
                    select '{{ (found.rows[0].d - modules.datetime.timedelta(days=1)).isoformat() }} {{ found.rows[0].t.hour }}' as d
                    {% else %}select 1{% endif %}
                    """);
            assertThat(project.run().success()).isTrue();
            assertThat(project.query("select d from a")).containsExactly(List.of("2024-02-29 10"));
        }

        @Test
        void anEmptyModelFileIsNoModel() {
            project.model("a", "select 1 as x").model("blank", "\n \n");
            assertThat(project.run().nodes()).extracting(NodeResult::name).containsExactly("a");
        }

        @Test
        void acceptedValuesMayHaveQuotesDoubledOrNot() {
            project.model("a", "select 'it''s' as x").file("models/a.yml", """
                    models:
                      - name: a
                        columns:
                          - name: x
                            data_tests:
                              - accepted_values: {arguments: {values: ["it's"]}, name: plain}
                              - accepted_values: {arguments: {values: ["it''s"]}, name: doubled}
                    """);
            RunResult result = project.run();
            assertThat(result.node("plain").orElseThrow().status()).isEqualTo(NodeStatus.PASS);
            assertThat(result.node("doubled").orElseThrow().status()).isEqualTo(NodeStatus.PASS);
        }
    }
}
