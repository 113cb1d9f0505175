package dev.floe.models.graph;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes run, and what each has to wait for. Immutable; iteration is in an order in which every node comes after those it waits
 * for.
 *
 * @param waitsFor the ids of the planned nodes that each planned node waits for
 */
public record Plan(Map<String, Set<String>> waitsFor) {

    /**
     * Plans the selected nodes. A node waits for the planned nodes that it reads, directly or through nodes that are not planned, and,
     * where tests are planned together with what they test, for the tests of those.
     *
     * @param selected what is to run
     */
    public static Plan of(ModelGraph graph, Collection<String> selected) {
        Set<String> planned = new LinkedHashSet<>(selected);
        Map<String, Set<String>> waitsFor = new LinkedHashMap<>();
        for (String id : graph.nodes().keySet()) {
            if (planned.contains(id)) {
                waitsFor.put(id, new LinkedHashSet<>());
            }
        }
        Map<String, Set<String>> nearest = new LinkedHashMap<>();
        for (String id : waitsFor.keySet()) {
            // A unit test is run before its model, as soon as what the model reads is there.
            String reader = graph.node(id) instanceof UnitTestNode unit ? unit.model() : id;
            waitsFor.computeIfAbsent(id, key -> new LinkedHashSet<>())
                    .addAll(nearestPlanned(graph, reader, planned, nearest));
        }
        Map<String, Set<String>> readers = new LinkedHashMap<>();
        waitsFor.forEach((id, parents) -> {
            if (!(graph.node(id) instanceof TestNode)) {
                parents.forEach(parent -> readers.computeIfAbsent(parent, key -> new LinkedHashSet<>())
                        .add(id));
            }
        });
        for (String id : waitsFor.keySet()) {
            if (graph.node(id) instanceof UnitTestNode unit && waitsFor.containsKey(unit.model())) {
                waitsFor.getOrDefault(unit.model(), Set.of()).add(id);
            }
            if (graph.node(id) instanceof TestNode test) {
                for (String dependent : dependents(graph, test, readers, planned)) {
                    Set<String> waits = waitsFor.get(dependent);
                    if (waits != null) {
                        waits.add(id);
                    }
                }
            }
        }
        return new Plan(ordered(waitsFor));
    }

    private static Set<String> nearestPlanned(
            ModelGraph graph, String id, Set<String> planned, Map<String, Set<String>> known) {
        Set<String> found = known.get(id);
        if (found != null) {
            return found;
        }
        Set<String> all = new LinkedHashSet<>();
        known.put(id, all);
        for (String parent : graph.parents(id)) {
            if (planned.contains(parent)) {
                all.add(parent);
            } else {
                all.addAll(nearestPlanned(graph, parent, planned, known));
            }
        }
        return all;
    }

    /** The nodes that have to wait for a test: those that read everything that the test reads. */
    private static Set<String> dependents(
            ModelGraph graph, TestNode test, Map<String, Set<String>> readers, Set<String> planned) {
        if (test.dependsOn().size() == 1) {
            String tested = test.dependsOn().get(0);
            return planned.contains(tested) ? readers.getOrDefault(tested, Set.of()) : below(graph, tested, planned);
        }
        Set<String> common = null;
        for (String tested : test.dependsOn()) {
            Set<String> below = new HashSet<>(graph.downstream(Set.of(tested), -1));
            if (common == null) {
                common = below;
            } else {
                common.retainAll(below);
            }
        }
        if (common == null) {
            return Set.of();
        }
        common.removeAll(test.dependsOn());
        Set<String> waiting = common;
        waiting.removeIf(id -> graph.node(id) instanceof TestNode
                || (graph.node(id) instanceof UnitTestNode unit && !waiting.contains(unit.model())));
        return waiting;
    }

    /** The planned nodes nearest below one that is not planned, a source for example; no tests. */
    private static Set<String> below(ModelGraph graph, String tested, Set<String> planned) {
        Set<String> found = new HashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(tested));
        while (!open.isEmpty()) {
            for (String child : graph.children(open.remove())) {
                if (!(graph.node(child) instanceof TestNode) && seen.add(child)) {
                    (planned.contains(child) ? found : open).add(child);
                }
            }
        }
        return found;
    }

    private static Map<String, Set<String>> ordered(Map<String, Set<String>> waitsFor) {
        Map<String, Set<String>> done = new LinkedHashMap<>();
        Map<String, Set<String>> rest = new LinkedHashMap<>(waitsFor);
        while (!rest.isEmpty()) {
            int before = done.size();
            rest.entrySet().removeIf(entry -> {
                boolean ready = done.keySet().containsAll(entry.getValue());
                if (ready) {
                    done.put(entry.getKey(), Set.copyOf(entry.getValue()));
                }
                return ready;
            });
            if (done.size() == before) {
                throw new IllegalStateException("nodes wait for each other: " + rest.keySet());
            }
        }
        return Collections.unmodifiableMap(done);
    }
}
