package dev.floe.models.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A test.
 *
 * @param rawCode its text, with Jinja; of a generic test, the call of its macro
 * @param generic what it was made from, when it is generic
 * @param attachedNode the node it stands under, when it is generic
 * @param relation where its failures go, when they are stored
 */
public record TestNode(
        NodeHead head,
        NodeConfig config,
        List<String> dependsOn,
        String rawCode,
        Optional<Generic> generic,
        Optional<String> attachedNode,
        RelationName relation)
        implements Node {
    /** Copies the list. */
    public TestNode {
        dependsOn = List.copyOf(dependsOn);
    }

    /**
     * A generic test.
     *
     * @param name the macro, without {@code test_}
     * @param namespace the package of the macro, when said
     * @param arguments what the macro is called with
     * @param columnName the column it stands under
     * @param fileName the name of the file that it would be in
     * @param inherited the tags of that column, or of the source that it stands under
     */
    public record Generic(
            String name,
            Optional<String> namespace,
            Map<String, @Nullable Object> arguments,
            Optional<String> columnName,
            String fileName,
            List<String> inherited) {}

    @Override
    public List<String> tags() {
        List<String> tags = new ArrayList<>(config.tags());
        generic.ifPresent(made -> tags.addAll(made.inherited()));
        return tags.stream().distinct().toList();
    }

    /**
     * Whether what it finds is kept in a relation.
     *
     * @param otherwise what the run says
     */
    public boolean storesFailures(boolean otherwise) {
        return config.text("store_failures_as")
                .map(as -> !as.equalsIgnoreCase("ephemeral"))
                .or(() -> config.bool("store_failures"))
                .orElse(otherwise);
    }

    /** Whether a failure only warns. */
    public boolean warnsOnly() {
        return config.text("severity").map("warn"::equalsIgnoreCase).orElse(false);
    }
}
