package dev.floe.it.manifest;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The outcomes of all nodes, as text. */
final class Report {
    private final Map<Node, Outcome> outcomes = new LinkedHashMap<>();

    void add(Node node, Outcome outcome) {
        outcomes.put(node, outcome);
    }

    /** Whether no node differs and no template failed. */
    boolean isClean() {
        return count(outcomes.values(), Outcome.Different.class) == 0
                && count(outcomes.values(), Outcome.Failed.class) == 0;
    }

    void print(PrintStream out) {
        Map<String, List<String>> reasons = new TreeMap<>();
        Map<State, Integer> states = new TreeMap<>();
        outcomes.forEach((node, outcome) -> {
            if (outcome instanceof Outcome.Equal equal) {
                states.merge(equal.state(), 1, Integer::sum);
            } else if (outcome instanceof Outcome.Different different) {
                out.println("different: " + node.id() + ", " + different.where());
            } else if (outcome instanceof Outcome.Failed failed) {
                out.println("failed: " + node.id() + "\n    " + failed.message().replace("\n", "\n    "));
            } else if (outcome instanceof Outcome.NotCompared not) {
                String where = not.where().map(difference -> ", " + difference).orElse("");
                reasons.computeIfAbsent(not.reason(), reason -> new ArrayList<>())
                        .add(node.id() + where);
            }
        });
        reasons.forEach((reason, nodes) -> {
            out.println("needs more: " + reason);
            nodes.forEach(node -> out.println("  " + node));
        });
        outcomes.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().resourceType(),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                .forEach((kind, some) -> out.println(line(kind, some)));
        states.remove(State.AS_IS);
        states.forEach((state, count) -> out.println(count + " of the equal ones are so " + state.words()));
        out.println(line("all", outcomes.values()));
    }

    private static String line(String name, Collection<Outcome> some) {
        long needsMore = count(some, Outcome.NotCompared.class);
        return name + ": compared " + (some.size() - needsMore) + ", equal " + count(some, Outcome.Equal.class)
                + ", different " + count(some, Outcome.Different.class) + ", failed "
                + count(some, Outcome.Failed.class) + ", needs more " + needsMore;
    }

    private static long count(Collection<Outcome> some, Class<? extends Outcome> kind) {
        return some.stream().filter(kind::isInstance).count();
    }
}
