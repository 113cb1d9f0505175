package dev.floe.models.graph;

import dev.floe.models.graph.SelectorDefinition.Intersection;
import dev.floe.models.graph.SelectorDefinition.Named;
import dev.floe.models.graph.SelectorDefinition.Part;
import dev.floe.models.graph.SelectorDefinition.Union;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds what selectors of {@code selectors.yml} select. */
final class SelectorEvaluation {
    private final Selector selector;
    private final Map<String, SelectorDefinition> definitions;
    private final IndirectSelection indirect;
    private final Deque<String> names = new ArrayDeque<>();

    SelectorEvaluation(Selector selector, Map<String, SelectorDefinition> definitions, IndirectSelection indirect) {
        this.selector = selector;
        this.definitions = definitions;
        this.indirect = indirect;
    }

    Set<String> of(SelectorDefinition definition) {
        if (definition instanceof Part part) {
            return selector.union(List.of(part.text()), part.indirect().orElse(indirect));
        }
        if (definition instanceof Named named) {
            return named(named.name());
        }
        Set<String> found;
        List<SelectorDefinition> exclude;
        if (definition instanceof Union union) {
            found = new LinkedHashSet<>();
            union.parts().forEach(part -> found.addAll(of(part)));
            exclude = union.exclude();
        } else {
            Intersection intersection = (Intersection) definition;
            found = intersection.parts().isEmpty()
                    ? new LinkedHashSet<>()
                    : new LinkedHashSet<>(of(intersection.parts().get(0)));
            intersection.parts().forEach(part -> found.retainAll(of(part)));
            exclude = intersection.exclude();
        }
        exclude.forEach(part -> found.removeAll(of(part)));
        return found;
    }

    private Set<String> named(String name) {
        SelectorDefinition definition = definitions.get(name);
        if (definition == null) {
            throw new SelectorException(
                    name,
                    "there is no selector '" + name + "' in selectors.yml"
                            + (definitions.isEmpty()
                                    ? ""
                                    : "; there are " + String.join(", ", new TreeSet<>(definitions.keySet()))));
        }
        if (names.contains(name)) {
            throw new SelectorException(name, "the selector '" + name + "' of selectors.yml contains itself");
        }
        names.push(name);
        Set<String> found = of(definition);
        names.pop();
        return found;
    }
}
