package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.FloeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go by what an earlier run left. */
class EarlierRunsTest {
    private TestProject project;
    private Path earlier;

    @BeforeEach
    void create(@TempDir Path temporary) {
        earlier = temporary.resolve("earlier");
        project = new TestProject(temporary)
                .file("macros/m.sql", "{% macro one() %}1{% endmacro %}")
                .file("dbt_project.yml", """
                        name: shop
                        profile: shop
                        models: {+schema: "{{ var('place', 'prod') }}", +materialized: table}
                        """)
                .model("a", "select 1 as x")
                .model("b", "select x, {{ one() }} as y from {{ ref('a') }}")
                .model("c", "select * from {{ ref('b') }}");
    }

    private RunResult leave() {
        return project.pipeline().targetFolder(earlier).build().run();
    }

    private List<String> selected(String selector) {
        return project.pipeline().state(earlier).select(selector).build().list().stream()
                .map(ListedNode::name)
                .toList();
    }

    @Test
    void whatHasChangedIsSelectedWithWhatReadsIt() {
        leave();
        assertThat(selected("state:modified")).isEmpty();
        project.model("b", "select x, {{ one() }} as y, 2 as z from {{ ref('a') }}")
                .model("d", "select 4 as w");
        assertThat(selected("state:modified")).containsExactly("b", "d");
        assertThat(selected("state:modified+")).containsExactly("b", "c", "d");
        assertThat(selected("state:new")).containsExactly("d");
        assertThat(selected("state:unmodified")).containsExactly("a", "c");
        project.file("macros/m.sql", "{% macro one() %}11{% endmacro %}");
        assertThat(selected("state:modified.macros")).containsExactly("b");
    }

    @Test
    void whatFailedIsSelectedByItsResult() {
        project.model("b", "select nothing from {{ ref('a') }}");
        leave();
        assertThat(selected("result:error")).containsExactly("b");
        assertThat(selected("result:skipped")).containsExactly("c");
        assertThat(selected("result:error+")).containsExactly("b", "c");
    }

    @Test
    void aReferenceGoesToTheEarlierRelationOnlyWhereItsOwnIsMissing() {
        leave();
        FloePipeline.Builder dev =
                project.pipeline().vars(Map.of("place", "dev")).deferTo(earlier).select("c");
        assertThat(dev.build().run().success()).isTrue();
        assertThat(project.query("select * from main_dev.c")).containsExactly(List.of("1", "1"));
        assertThat(project.query("select count(*) from duckdb_tables() where schema_name = 'main_dev'"))
                .containsExactly(List.of("1"));
        project.model("b", "select 7 as x, 8 as y from {{ ref('a') }}");
        assertThat(dev.select("b").build().run().success()).isTrue();
        dev.select("c");
        assertThat(dev.build().run().success()).isTrue();
        assertThat(project.query("select * from main_dev.c")).containsExactly(List.of("7", "8"));
        assertThat(dev.favorState(true).build().run().success()).isTrue();
        assertThat(project.query("select * from main_dev.c")).containsExactly(List.of("1", "1"));
    }

    @Test
    void whatDidNotEndWellIsTriedAgainWithTheArgumentsOfThatRun() {
        project.model("b", "select nothing from {{ ref('a') }}");
        assertThat(project.pipeline()
                        .vars(Map.of("place", "dev"))
                        .build()
                        .run(Command.RUN)
                        .success())
                .isFalse();
        project.model("b", "select x, 3 as y from {{ ref('a') }}");
        RunResult again = project.pipeline().build().retry();
        assertThat(again.success()).isTrue();
        assertThat(again.command()).isEqualTo(Command.RUN);
        assertThat(again.nodes()).extracting(NodeResult::name).containsExactly("b", "c");
        assertThat(project.query("select * from main_dev.c")).containsExactly(List.of("1", "3"));
        assertThat(project.pipeline().build().retry().nodes()).isEmpty();
    }

    @Test
    void withoutAnEarlierRunThereIsNothingToTryAgain() {
        assertThatThrownBy(() -> project.pipeline().build().retry())
                .isInstanceOf(FloeException.class)
                .hasMessageContaining("run_results.json");
    }

    @Test
    void whatIsMissingOrBrokenIsNamed() throws IOException {
        assertThatThrownBy(() -> project.pipeline().select("state:new").build().list())
                .isInstanceOf(FloeException.class)
                .hasMessageContaining("--state");
        assertThatThrownBy(() -> selected("state:new"))
                .isInstanceOf(FloeException.class)
                .hasMessageContaining("manifest.json")
                .hasMessageContaining("no such file");
        leave();
        Path manifest = earlier.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> selected("state:new"))
                .isInstanceOf(FloeException.class)
                .hasMessageContaining("not JSON");
        Files.writeString(manifest, text.replace("/manifest/v12", "/manifest/v3"));
        assertThatThrownBy(() -> selected("state:new"))
                .isInstanceOf(FloeException.class)
                .hasMessageContaining("version 12");
        Files.writeString(manifest, text);
        assertThatThrownBy(() -> selected("state:odd"))
                .isInstanceOf(FloeException.class)
                .hasMessageContaining("modified.body");
    }
}
