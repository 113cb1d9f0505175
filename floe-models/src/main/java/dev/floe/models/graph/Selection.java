package dev.floe.models.graph;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which nodes are meant. Immutable.
 *
 * @param select what to take, in dbt's selection syntax; everything when empty
 * @param exclude what to leave out
 * @param selector a selector of {@code selectors.yml}, which counts instead of the two
 * @param types the kinds of nodes to take; all when empty
 * @param excludedTypes the kinds of nodes to leave out
 * @param indirect which tests come along
 * @param ids the unique ids to take, and nothing else, whatever is said above
 */
public record Selection(
        List<String> select,
        List<String> exclude,
        Optional<String> selector,
        Set<ResourceType> types,
        Set<ResourceType> excludedTypes,
        IndirectSelection indirect,
        Optional<Set<String>> ids) {
    /** Everything. */
    public static final Selection ALL = new Selection(
            List.of(),
            List.of(),
            Optional.empty(),
            EnumSet.noneOf(ResourceType.class),
            EnumSet.noneOf(ResourceType.class),
            IndirectSelection.EAGER,
            Optional.empty());

    /** Copies the collections. */
    public Selection {
        select = List.copyOf(select);
        exclude = List.copyOf(exclude);
        types = Set.copyOf(types);
        excludedTypes = Set.copyOf(excludedTypes);
        ids = ids.map(Set::copyOf);
    }

    /** Whether a kind of node is taken. */
    public boolean takes(ResourceType type) {
        return (types.isEmpty() || types.contains(type)) && !excludedTypes.contains(type);
    }
}
