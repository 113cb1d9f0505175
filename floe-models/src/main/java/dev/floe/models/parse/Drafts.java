package dev.floe.models.parse;

import dev.floe.models.graph.ResourceType;
import dev.floe.models.project.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes that have been read, by their ids. An id that a disabled node has may be used again. */
final class Drafts {
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final List<Draft> replaced = new ArrayList<>();
    private final Problems problems;

    Drafts(Problems problems) {
        this.problems = problems;
    }

    /** Adds one whose configuration is complete. */
    void add(Draft draft) {
        Draft other = drafts.putIfAbsent(draft.head.uniqueId(), draft);
        if (other == null) {
            return;
        }
        if (!draft.config.enabled()) {
            replaced.add(draft);
        } else if (!other.config.enabled()) {
            replaced.add(other);
            drafts.put(draft.head.uniqueId(), draft);
        } else {
            problems.below(draft.from.place())
                    .add(
                            draft.head.path(),
                            0,
                            0,
                            "there are two " + draft.head.type().word() + "s called '" + draft.head.name()
                                    + "'; the other is " + other.head.path());
        }
    }

    /** All of a kind. */
    List<Draft> of(ResourceType type) {
        return drafts.values().stream()
                .filter(draft -> draft.head.type() == type)
                .toList();
    }

    /** What takes part: tests of what does not are left out with it. */
    List<Draft> enabled() {
        return drafts.values().stream().filter(Drafts::takesPart).toList();
    }

    /** What does not take part. */
    Collection<Draft> disabled() {
        List<Draft> all = new ArrayList<>(replaced);
        drafts.values().stream().filter(draft -> !takesPart(draft)).forEach(all::add);
        return all;
    }

    private static boolean takesPart(Draft draft) {
        return draft.config.enabled()
                && draft.attached.map(target -> target.config.enabled()).orElse(true);
    }
}
