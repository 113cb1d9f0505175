package dev.floe.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectorTest {
    private final ModelGraph graph = Graphs.of()
            .seed("raw")
            .model("stg", Map.of("tags", List.of("nightly")), "raw")
            .model("mid", Map.of("materialized", "table"), "stg")
            .model("mart", "mid")
            .model("other")
            .test("stg_is_unique", "stg")
            .test("mart_adds_up", "mart", "mid")
            .graph();

    private List<String> select(String... selectors) {
        return new Selector(graph)
                .select(List.of(selectors), List.of()).stream()
                        .map(id -> graph.node(id).name())
                        .toList();
    }

    private Selector selector(String project, Exposure... exposures) {
        return new Selector(
                graph,
                new Surroundings(
                        project,
                        List.of(exposures),
                        Map.of(),
                        Map.of(),
                        node -> node.config().values(),
                        Map.of(),
                        EarlierState.NONE));
    }

    private List<String> withTests(IndirectSelection mode, String... selectors) {
        Selection selection = new Selection(
                List.of(selectors), List.of(), Optional.empty(), Set.of(), Set.of(), mode, Optional.empty());
        return new Selector(graph)
                .select(selection).stream().map(id -> graph.node(id).name()).toList();
    }

    @Test
    void testsComeAlongAsTheModeSays() {
        assertThat(withTests(IndirectSelection.EAGER, "mid")).containsExactly("mid", "mart_adds_up");
        assertThat(withTests(IndirectSelection.CAUTIOUS, "mid")).containsExactly("mid");
        assertThat(withTests(IndirectSelection.CAUTIOUS, "mid", "mart")).containsExactly("mid", "mart", "mart_adds_up");
        assertThat(withTests(IndirectSelection.BUILDABLE, "mart")).containsExactly("mart", "mart_adds_up");
        assertThat(withTests(IndirectSelection.EMPTY, "mart")).containsExactly("mart");
    }

    @Test
    void nothingSaidSelectsEverything() {
        assertThat(select()).hasSize(7);
    }

    @Test
    void aNameBringsItsTests() {
        assertThat(select("stg")).containsExactly("stg", "stg_is_unique");
    }

    @Test
    void plusReachesThroughTheGraph() {
        assertThat(select("+mid")).containsExactly("raw", "stg", "mid", "stg_is_unique", "mart_adds_up");
        assertThat(select("mid+")).containsExactly("mid", "mart", "mart_adds_up");
        assertThat(select("1+mart")).containsExactly("mid", "mart", "mart_adds_up");
        assertThat(select("raw+1")).containsExactly("raw", "stg", "stg_is_unique");
    }

    @Test
    void atTakesWhatTheReadersNeedToo() {
        assertThat(select("@stg")).contains("raw", "stg", "mid", "mart").doesNotContain("other");
    }

    @Test
    void methodsSelectByMoreThanTheName() {
        assertThat(select("tag:nightly")).containsExactly("stg", "stg_is_unique");
        assertThat(select("config.materialized:table")).containsExactly("mid", "mart_adds_up");
        assertThat(select("path:models/marts,resource_type:model"))
                .containsExactly("stg", "mid", "mart", "other", "stg_is_unique", "mart_adds_up");
        assertThat(select("test_type:singular")).containsExactly("stg_is_unique", "mart_adds_up");
    }

    @Test
    void anExposureSelectsWhatItReadsWithAPlusOnly() {
        Exposure board = new Exposure(
                "exposure.p.board",
                "board",
                "p",
                List.of("p", "board"),
                "models/x.yml",
                "",
                List.of("model.p.mid"),
                Map.of());
        Selector selector = selector("p", board);
        assertThat(selector.select(List.of("+exposure:board"), List.of())).contains("model.p.mid", "model.p.stg");
        assertThat(selector.select(List.of("1+exposure:*"), List.of()))
                .contains("model.p.mid")
                .doesNotContain("model.p.stg");
        assertThat(selector.select(List.of("exposure:board"), List.of())).isEmpty();
    }

    @Test
    void thisIsTheProjectsOwnPackage() {
        Selector selector = selector("p");
        assertThat(selector.select(List.of("package:this"), List.of())).hasSameSizeAs(select("package:p"));
        assertThat(selector("q").select(List.of("package:this"), List.of())).isEmpty();
    }

    @Test
    void blanksJoinAndCommasIntersect() {
        assertThat(select("stg other")).containsExactly("stg", "other", "stg_is_unique");
        assertThat(select("+mart,tag:nightly")).containsExactly("stg", "stg_is_unique");
    }

    @Test
    void wildcardsMatchNames() {
        assertThat(select("mi*")).containsExactly("mid", "mart_adds_up");
        assertThat(select("?[ti]d")).containsExactly("mid", "mart_adds_up");
        assertThat(select("marts.m*t")).containsExactly("mart", "mart_adds_up");
    }

    @Test
    void aWildcardReachesThroughFoldersAsInDbt() {
        assertThat(select("marts.*")).hasSize(7);
        assertThat(select("p.marts.other")).containsExactly("other");
    }

    @Test
    void exclusionTakesAway() {
        assertThat(new Selector(graph).select(List.of("stg+"), List.of("mart")))
                .containsExactly("model.p.stg", "model.p.mid", "test.p.stg_is_unique");
    }

    @Test
    void anUnknownMethodNamesTheKnownOnes() {
        assertThatThrownBy(() -> select("colour:red"))
                .isInstanceOfSatisfying(SelectorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.SELECTOR_INVALID);
                    assertThat(e.selector()).isEqualTo("colour:red");
                })
                .hasMessageContaining("'colour:'")
                .hasMessageContaining("tag");
    }

    @Test
    void whatMatchesNothingIsTold() {
        assertThat(new Selector(graph).unmatched(List.of("stg nope", "tag:x"))).containsExactly("nope", "tag:x");
    }
}
