package dev.floe.models.graph;

import java.util.List;
import java.util.Optional;

/** What a selector of {@code selectors.yml} means. */
public sealed interface SelectorDefinition {
    /**
     * One criterion.
     *
     * @param text as it would stand on the command line
     * @param indirect which tests come along, where it says so itself
     */
    record Part(String text, Optional<IndirectSelection> indirect) implements SelectorDefinition {}

    /** What another selector means. */
    record Named(String name) implements SelectorDefinition {}

    /**
     * Any of several.
     *
     * @param exclude what is taken out again
     */
    record Union(List<SelectorDefinition> parts, List<SelectorDefinition> exclude) implements SelectorDefinition {}

    /**
     * All of several.
     *
     * @param exclude what is taken out again
     */
    record Intersection(List<SelectorDefinition> parts, List<SelectorDefinition> exclude)
            implements SelectorDefinition {}
}
