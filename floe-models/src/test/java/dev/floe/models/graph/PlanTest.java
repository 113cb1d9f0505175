package dev.floe.models.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    private final ModelGraph graph = Graphs.of()
            .model("a")
            .model("inlined", Map.of("materialized", "ephemeral"), "a")
            .model("b", "inlined")
            .model("c", "b")
            .test("a_test", "a")
            .test("ab_test", "a", "b")
            .graph();

    @Test
    void aNodeWaitsForWhatItReadsThroughNodesThatAreNotPlanned() {
        Plan plan = Plan.of(graph, List.of("model.p.a", "model.p.b", "model.p.c"));
        assertThat(plan.waitsFor())
                .containsEntry("model.p.a", Set.of())
                .containsEntry("model.p.b", Set.of("model.p.a"))
                .containsEntry("model.p.c", Set.of("model.p.b"));
    }

    @Test
    void readersWaitForTheTestsOfWhatTheyRead() {
        Plan plan = Plan.of(graph, List.of("model.p.a", "model.p.b", "model.p.c", "test.p.a_test", "test.p.ab_test"));
        assertThat(plan.waitsFor().get("model.p.b")).containsExactlyInAnyOrder("model.p.a", "test.p.a_test");
        assertThat(plan.waitsFor().get("model.p.c")).containsExactlyInAnyOrder("model.p.b", "test.p.ab_test");
    }

    @Test
    void theOrderPutsEverythingAfterWhatItWaitsFor() {
        Plan plan = Plan.of(graph, List.of("model.p.c", "model.p.b", "model.p.a", "test.p.ab_test"));
        assertThat(plan.waitsFor().keySet()).containsExactly("model.p.a", "model.p.b", "test.p.ab_test", "model.p.c");
    }

    @Test
    void readersWaitForTheTestsOfWhatIsNotPlanned() {
        Plan plan = Plan.of(graph, List.of("model.p.b", "model.p.c", "test.p.a_test"));
        assertThat(plan.waitsFor())
                .containsEntry("model.p.b", Set.of("test.p.a_test"))
                .containsEntry("model.p.c", Set.of("model.p.b"));
    }

    @Test
    void onlyTestsWaitForNothing() {
        Plan plan = Plan.of(graph, List.of("test.p.a_test", "test.p.ab_test"));
        assertThat(plan.waitsFor().values()).allMatch(Set::isEmpty);
    }
}
