package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowAndCatalogTest {
    @TempDir
    private Path temporary;

    private TestProject project;

    @BeforeEach
    void write() {
        project = new TestProject(temporary)
                .file("seeds/raw.csv", "id,name\n1,a\n2,b\n3,\n")
                .model("cte", "{{ config(materialized='ephemeral') }} select id, name from {{ ref('raw') }}")
                .model("a", "select id * 2 as twice, name from {{ ref('cte') }} order by id -- by id")
                .file("models/a.yml", """
                        models:
                          - name: a
                            columns:
                              - name: twice
                                data_tests: [not_null]
                        """);
    }

    @Test
    void aNodesFirstRowsAreShownWithoutBuildingItOrItsTests() {
        project.pipeline().build().run(Command.SEED);
        List<Preview> previews = project.pipeline().select("a").build().show(2);
        assertThat(previews).singleElement().satisfies(preview -> {
            assertThat(preview.name()).isEqualTo("a");
            assertThat(preview.columns()).containsExactly("twice", "name");
            assertThat(preview.rows()).hasSize(2);
        });
        assertThat(project.pipeline().select("a").build().show(-1).get(0).rows())
                .containsExactlyInAnyOrder(List.of(2L, "a"), List.of(4L, "b"), java.util.Arrays.asList(6L, null));
    }

    @Test
    void sqlThatIsNoNodesRefersToNodesEphemeralOnesToo() {
        project.pipeline().build().run(Command.SEED);
        FloePipeline pipeline = project.pipeline().build();
        assertThat(pipeline.showInline("select count(*) as n from {{ ref('cte') }};", 5)
                        .rows())
                .containsExactly(List.of(3L));
        assertThat(pipeline.compileInline("select * from {{ ref('cte') }}")).startsWith("with __dbt__cte__cte as (");
    }

    @Test
    void theCatalogListsWhatIsThereAndItsColumns() throws IOException {
        project.pipeline().build().run(Command.SEED);
        Path file = project.pipeline().build().writeCatalog(false).orElseThrow();
        JsonNode catalog = new ObjectMapper().readTree(file.toFile());
        assertThat(catalog.get("nodes").fieldNames())
                .toIterable()
                .singleElement()
                .satisfies(id -> {
                    JsonNode seed = catalog.get("nodes").get(id);
                    assertThat(seed.at("/metadata/type").asText()).isEqualTo("BASE TABLE");
                    assertThat(seed.at("/columns/name/index").asInt()).isEqualTo(2);
                    assertThat(seed.at("/columns/name/type").asText()).isEqualTo("VARCHAR");
                });
        JsonNode empty = new ObjectMapper()
                .readTree(project.pipeline()
                        .build()
                        .writeCatalog(true)
                        .orElseThrow()
                        .toFile());
        assertThat(empty.get("nodes")).isEmpty();
    }
}
