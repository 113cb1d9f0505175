package dev.floe.models.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.models.TestProject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFileTest {
    @TempDir
    private Path temporary;

    private JsonNode manifest;

    @BeforeEach
    void build() throws IOException {
        TestProject project = new TestProject(temporary)
                .file("seeds/raw.csv", "id\n1\n")
                .file(
                        "macros/m.sql",
                        "{% macro inner() %}1{% endmacro %}{% macro outer() %}{{ inner() }}{% endmacro %}")
                .model("a", "select id, {{ outer() }} as one from {{ ref('raw') }}")
                .model("off", "{{ config(enabled=false) }} select 1 as x")
                .file("models/notes.md", "{% docs text %} Words. {% enddocs %}")
                .file("models/a.yml", """
                        models:
                          - name: a
                            description: "{{ doc('text') }}"
                            config: {tags: [t], meta: {owner: me}}
                            columns:
                              - name: id
                                data_type: integer
                                data_tests: [unique, not_null]
                        sources:
                          - name: src
                            schema: elsewhere
                            tables: [{name: t, identifier: tt}]
                        exposures:
                          - name: board
                            type: dashboard
                            owner: {email: a@example.org}
                            depends_on: ["ref('a')"]
                        """);
        project.run();
        manifest = new ObjectMapper()
                .readTree(project.folder().resolve("target/manifest.json").toFile());
    }

    private JsonNode node(String id) {
        return manifest.path("nodes").path(id);
    }

    @Test
    void saysWhatAModelIsAndReads() {
        JsonNode a = node("model.shop.a");
        assertThat(a.path("description").asText()).isEqualTo("Words.");
        assertThat(a.path("depends_on").path("nodes")).hasToString("[\"seed.shop.raw\"]");
        assertThat(a.path("depends_on").path("macros")).hasToString("[\"macro.shop.outer\"]");
        assertThat(a.path("refs")).hasToString("[{\"name\":\"raw\",\"package\":null,\"version\":null}]");
        assertThat(a.path("patch_path").asText()).isEqualTo("shop://models/a.yml");
        assertThat(a.path("relation_name").asText()).isEqualTo("\"shop\".\"main\".\"a\"");
        assertThat(a.path("primary_key")).hasToString("[\"id\"]");
    }

    @Test
    void hasTheConfigurationWithWhatIsSoWhenNothingIsSaid() {
        JsonNode config = node("model.shop.a").path("config");
        assertThat(config.path("materialized").asText()).isEqualTo("view");
        assertThat(config.path("on_schema_change").asText()).isEqualTo("ignore");
        assertThat(config.path("tags")).hasToString("[\"t\"]");
        assertThat(config.path("contract")).hasToString("{\"enforced\":false,\"alias_types\":true}");
    }

    @Test
    void hasTheSqlOfWhatWasCompiled() {
        assertThat(node("model.shop.a").path("compiled").asBoolean()).isTrue();
        assertThat(node("model.shop.a").path("compiled_code").asText()).contains("from \"shop\".\"main\".\"raw\"");
    }

    @Test
    void saysWhatATestStandsUnder() {
        JsonNode unique = manifest.path("nodes").findParents("test_metadata").stream()
                .filter(test -> test.path("test_metadata").path("name").asText().equals("unique"))
                .findFirst()
                .orElseThrow();
        assertThat(unique.path("attached_node").asText()).isEqualTo("model.shop.a");
        assertThat(unique.path("column_name").asText()).isEqualTo("id");
        assertThat(unique.path("config").path("severity").asText()).isEqualTo("ERROR");
    }

    @Test
    void keepsSourcesExposuresDocsMacrosAndWhatIsDisabledApart() {
        assertThat(manifest.path("sources")
                        .path("source.shop.src.t")
                        .path("identifier")
                        .asText())
                .isEqualTo("tt");
        assertThat(manifest.path("exposures")
                        .path("exposure.shop.board")
                        .path("depends_on")
                        .path("nodes"))
                .hasToString("[\"model.shop.a\"]");
        assertThat(manifest.path("docs").has("doc.shop.text")).isTrue();
        assertThat(manifest.path("macros")
                        .path("macro.shop.outer")
                        .path("depends_on")
                        .path("macros"))
                .hasToString("[\"macro.shop.inner\"]");
        assertThat(manifest.path("disabled").has("model.shop.off")).isTrue();
        assertThat(manifest.path("nodes").has("model.shop.off")).isFalse();
    }

    @Test
    void mapsParentsAndChildren() {
        assertThat(manifest.path("child_map").path("model.shop.a").toString())
                .contains("exposure.shop.board", "unique");
        assertThat(manifest.path("parent_map").path("model.shop.a")).hasToString("[\"seed.shop.raw\"]");
    }
}
