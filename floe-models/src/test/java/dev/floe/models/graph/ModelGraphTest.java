package dev.floe.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelGraphTest {
    @Test
    void namesTheNodesOfACircle() {
        ModelGraph graph = Graphs.of()
                .model("start")
                .model("a", "c", "start")
                .model("b", "a")
                .model("c", "b")
                .graph();
        assertThat(graph.cycle())
                .hasValueSatisfying(
                        cycle -> assertThat(cycle).containsExactlyInAnyOrder("model.p.a", "model.p.b", "model.p.c"));
    }

    @Test
    void aDiamondIsNoCircle() {
        ModelGraph graph = Graphs.of()
                .model("a")
                .model("l", "a")
                .model("r", "a")
                .model("z", "l", "r")
                .graph();
        assertThat(graph.cycle()).isEqualTo(Optional.empty());
        assertThat(graph.upstream(List.of("model.p.z"), 1)).containsExactly("model.p.z", "model.p.l", "model.p.r");
        assertThat(graph.downstream(List.of("model.p.a"), -1)).hasSize(4);
    }

    @Test
    void refusesUnknownParents() {
        assertThatThrownBy(() -> Graphs.of().model("a", "nowhere").graph())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model.p.nowhere");
    }
}
