package dev.floe.jinja;

import java.util.List;
import java.util.Set;

/** What a template uses, read from its source without rendering it. Immutable. */
public interface TemplateAnalysis {
    /** All calls of a name or of {@code name.attribute}, in the order of the source. */
    List<StaticCall> calls();

    /** The calls of one name, in the order of the source. */
    default List<StaticCall> calls(String name) {
        return calls().stream().filter(call -> call.name().equals(name)).toList();
    }

    /** The names that are looked up in the context, in the order of their first use. */
    Set<String> contextNames();

    /**
     * Whether the calls of the given functions that rendering makes are known from the source: every one has literal arguments and
     * stands where it is made exactly once, none of the names is used in another way, and everything else is plain text and literals.
     *
     * @param functions such as {@code ref}, {@code source}, {@code config} and {@code var}
     */
    boolean isStatic(Set<String> functions);
}
