package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.models.graph.IndirectSelection;
import dev.floe.models.graph.Selection;
import dev.floe.models.graph.SelectorException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Selectors of {@code selectors.yml}. */
class YamlSelectorsTest {
    private TestProject project;

    @BeforeEach
    void create(@TempDir Path temporary) {
        project = new TestProject(temporary)
                .model("a", "{{ config(tags='nightly') }} select 1 as x")
                .model("b", "select * from {{ ref('a') }}")
                .model("c", "{{ config(tags='nightly', materialized='table') }} select * from {{ ref('b') }}")
                .file("selectors.yml", """
                        selectors:
                          - name: nightly
                            definition: {tag: nightly}
                          - name: words
                            definition: a+ c
                          - name: below_a
                            definition: {method: fqn, value: a, children: true, children_depth: 1}
                          - name: joined
                            definition:
                              union:
                                - {method: selector, value: nightly}
                                - "b"
                                - exclude: [{method: config.materialized, value: table}]
                          - name: both
                            definition:
                              intersection:
                                - {method: selector, value: nightly}
                                - {method: fqn, value: c}
                          - name: circle
                            definition: {method: selector, value: circle}
                        """);
    }

    private List<String> select(String name) {
        Selection selection = new Selection(
                List.of(), List.of(), Optional.of(name), Set.of(), Set.of(), IndirectSelection.EAGER, Optional.empty());
        return project.pipeline().selection(selection).build().list().stream()
                .map(ListedNode::name)
                .toList();
    }

    @Test
    void theySelectByWordsMethodsUnionsAndIntersections() {
        assertThat(select("nightly")).containsExactly("a", "c");
        assertThat(select("words")).containsExactly("a", "b", "c");
        assertThat(select("below_a")).containsExactly("a", "b");
        assertThat(select("joined")).containsExactly("a", "b");
        assertThat(select("both")).containsExactly("c");
    }

    @Test
    void oneThatIsNotThereOrContainsItselfIsNamed() {
        assertThatThrownBy(() -> select("nowhere"))
                .isInstanceOf(SelectorException.class)
                .hasMessageContaining("no selector 'nowhere'")
                .hasMessageContaining("below_a, both, circle");
        assertThatThrownBy(() -> select("circle")).hasMessageContaining("'circle' of selectors.yml contains itself");
    }

    @Test
    void theDefaultOneCountsWhereNothingIsSelected() {
        project.file("selectors.yml", "selectors: [{name: n, default: true, definition: 'a'}]");
        assertThat(project.pipeline().build().list())
                .extracting(ListedNode::name)
                .containsExactly("a");
        assertThat(project.pipeline().select("b").build().list())
                .extracting(ListedNode::name)
                .containsExactly("b");
    }
}
