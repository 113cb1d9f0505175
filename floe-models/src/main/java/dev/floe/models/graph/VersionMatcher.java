package dev.floe.models.graph;

import java.util.function.IntPredicate;

/** {@code version:}: models by how their version stands to the latest. */
final class VersionMatcher {
    private VersionMatcher() {}

    static NodeMatcher of(String value, String part, Surroundings around) {
        return switch (value) {
            case "none" ->
                node -> node.type() == ResourceType.MODEL
                        && node.head().version().isEmpty();
            case "latest" -> compared(around, order -> order == 0);
            case "prerelease" -> compared(around, order -> order > 0);
            case "old" -> compared(around, order -> order < 0);
            default ->
                throw new SelectorException(
                        part, "'" + part + "' means nothing; there are version:latest, prerelease, old and none");
        };
    }

    private static NodeMatcher compared(Surroundings around, IntPredicate wanted) {
        return node -> {
            String latest = around.latestVersions().get(node.uniqueId());
            return node.type() == ResourceType.MODEL
                    && latest != null
                    && node.head()
                            .version()
                            .filter(version -> wanted.test(compare(version, latest)))
                            .isPresent();
        };
    }

    /** By number, where both are numbers. */
    private static int compare(String one, String other) {
        try {
            return Double.compare(Double.parseDouble(one), Double.parseDouble(other));
        } catch (NumberFormatException e) {
            return one.compareTo(other);
        }
    }
}
