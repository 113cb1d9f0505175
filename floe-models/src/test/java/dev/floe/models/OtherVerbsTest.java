package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pipeline does besides building: compiling, operations, runs without rows, runs that end early. */
class OtherVerbsTest {
    private TestProject project;

    @BeforeEach
    void create(@TempDir Path temporary) {
        project = new TestProject(temporary)
                .model("a", "{{ config(materialized='table') }} select 1 as x")
                .model("b", "{{ config(materialized='table') }} select * from {{ ref('a') }}");
    }

    @Test
    void compilingWritesSqlAndBuildsNothing() {
        project.file("analyses/look.sql", "select count(*) from {{ ref('b') }}");
        RunResult result = project.pipeline().build().run(Command.COMPILE);
        assertThat(result.success()).isTrue();
        assertThat(result.node("look").orElseThrow().sql()).hasValue("select count(*) from \"shop\".\"main\".\"b\"");
        assertThat(project.folder().resolve("target/compiled/shop/analyses/look.sql"))
                .exists();
        assertThat(project.query("select count(*) from duckdb_tables()")).containsExactly(List.of("0"));
    }

    @Test
    void theManifestIsWrittenWithoutTheSecretsThatARunNeeds() {
        project.file("floe.yaml", "name: shop\ncatalog: default\n").file("platform.yaml", """
                catalogs:
                  default:
                    type: polaris
                    uri: http://127.0.0.1:1/api/catalog
                    warehouse: demo
                    credentials:
                      mode: oauth2
                      client_id: {secret_ref: not-there}
                      client_secret: {secret_ref: neither}
                """);
        FloePipeline.Builder pipeline = project.pipeline();
        pipeline.build().parse();
        assertThat(project.folder().resolve("target/manifest.json")).exists();
        assertThat(pipeline.build().list()).hasSize(2);
        assertThatThrownBy(() -> pipeline.build().run()).hasMessageContaining("secret 'not-there' was not found");
    }

    @Test
    void withoutRowsEverythingIsBuiltAndEmpty() {
        assertThat(project.pipeline().empty(true).build().run().success()).isTrue();
        assertThat(project.query("select count(*) from b")).containsExactly(List.of("0"));
    }

    @Test
    void whatBeginsAfterAFailureIsSkippedWhereThatIsAskedFor() {
        project.model("a", "select nothing").model("z", "select 1 as x");
        RunResult result = project.pipeline().threads(1).failFast(true).build().run();
        assertThat(result.node("a").orElseThrow().status()).isEqualTo(NodeStatus.ERROR);
        assertThat(result.node("z").orElseThrow().status()).isEqualTo(NodeStatus.SKIPPED);
    }

    @Test
    void anOperationRunsAMacroAndPassesOnWhatItSays() {
        project.file("macros/m.sql", """
                {% macro make(name) %}
                  {% do run_query('create table ' ~ name ~ ' as select 7 as x') %}
                  {{ log('made ' ~ name, info=true) }}
                {% endmacro %}
                """);
        List<String> said = new ArrayList<>();
        NodeResult result = project.pipeline()
                .listener(event -> {
                    if (event instanceof RunEvent.TemplateMessage message) {
                        said.add(message.text());
                    }
                })
                .build()
                .runOperation("make", Map.of("name", "made"));
        assertThat(result.status()).isEqualTo(NodeStatus.SUCCESS);
        assertThat(said).containsExactly("made made");
        assertThat(project.query("select * from made")).containsExactly(List.of("7"));
        assertThatThrownBy(() -> project.pipeline().build().runOperation("mke", Map.of()))
                .hasMessageContaining("there is no macro 'mke'; did you mean 'make'");
    }

    @Test
    void readingAProjectWritesItsManifestAndOpensNothing() {
        assertThat(project.pipeline().build().parse()).isEmpty();
        assertThat(project.folder().resolve("target/manifest.json")).exists();
        assertThat(Files.exists(project.database())).isFalse();
    }

    @Test
    void cleaningLeavesSourcesAndWhatLiesOutsideAlone() {
        project.file("dbt_project.yml", "name: shop\nprofile: shop\nclean-targets: [target, models, '..', out]\n")
                .file("out/x.txt", "x")
                .file("target/y.txt", "y");
        assertThat(FloePipeline.clean(project.folder()))
                .extracting(path -> path.getFileName().toString())
                .containsExactly("target", "out");
        assertThat(project.folder().resolve("models/a.sql")).exists();
    }
}
