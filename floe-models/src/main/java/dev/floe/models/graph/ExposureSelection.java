package dev.floe.models.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Selecting exposures, which are at the ends of the graph without being nodes of it. */
final class ExposureSelection {
    private final ModelGraph graph;
    private final String project;
    private final Map<String, Exposure> exposures = new LinkedHashMap<>();

    ExposureSelection(ModelGraph graph, Surroundings around) {
        this.graph = graph;
        this.project = around.project();
        around.exposures().forEach(exposure -> exposures.put(exposure.uniqueId(), exposure));
    }

    /** The ids of the exposures that a method selects. */
    Set<String> matching(@Nullable String method, String value) {
        Pattern pattern = NodeMatcher.glob(value);
        Set<String> found = new LinkedHashSet<>();
        exposures.forEach((id, exposure) -> {
            if (matches(exposure, method == null ? NodeMatcher.implied(value) : method, value, pattern)) {
                found.add(id);
            }
        });
        return found;
    }

    private boolean matches(Exposure exposure, String method, String value, Pattern pattern) {
        return switch (method) {
            case Exposure.WORD ->
                pattern.matcher(exposure.name()).matches()
                        || pattern.matcher(exposure.packageName() + "." + exposure.name())
                                .matches();
            case "fqn" -> NodeMatcher.fqn(exposure.fqn(), value, pattern);
            case "path" -> new FilePattern(value).holds(exposure.path());
            case "file" -> NodeMatcher.file(exposure.path(), pattern);
            case "package" ->
                (value.equals("this") ? NodeMatcher.glob(project) : pattern)
                        .matcher(exposure.packageName())
                        .matches();
            case "tag" ->
                tags(exposure).stream().anyMatch(tag -> pattern.matcher(tag).matches());
            case "resource_type" -> value.equals(Exposure.WORD);
            default -> false;
        };
    }

    private static List<String> tags(Exposure exposure) {
        List<String> tags = new ArrayList<>();
        Object config = exposure.values().get("config");
        for (Object said :
                new Object[] {exposure.values().get("tags"), config instanceof Map<?, ?> map ? map.get("tags") : null
                }) {
            if (said instanceof Collection<?> many) {
                many.forEach(tag -> tags.add(String.valueOf(tag)));
            } else if (said != null) {
                tags.add(said.toString());
            }
        }
        return tags;
    }

    /** {@link ModelGraph#upstream}, for exposures too. */
    Set<String> upstream(Collection<String> from, int depth) {
        Set<String> reached = new LinkedHashSet<>(from);
        Set<String> nodes = new LinkedHashSet<>(from);
        nodes.removeAll(exposures.keySet());
        reached.addAll(graph.upstream(nodes, depth));
        if (depth != 0) {
            for (String id : from) {
                Exposure exposure = exposures.get(id);
                if (exposure != null) {
                    reached.addAll(graph.upstream(exposure.dependsOn(), depth < 0 ? depth : depth - 1));
                }
            }
        }
        return reached;
    }

    /** {@link ModelGraph#downstream}, for exposures too. */
    Set<String> downstream(Collection<String> from, int depth) {
        Set<String> nodes = new LinkedHashSet<>(from);
        nodes.removeAll(exposures.keySet());
        Set<String> reached = new LinkedHashSet<>(from);
        reached.addAll(graph.downstream(nodes, depth));
        if (depth != 0) {
            Set<String> read = graph.downstream(nodes, depth < 0 ? depth : depth - 1);
            exposures.forEach((id, exposure) -> {
                if (exposure.dependsOn().stream().anyMatch(read::contains)) {
                    reached.add(id);
                }
            });
        }
        return reached;
    }
}
