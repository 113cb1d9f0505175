package dev.floe.models.parse;

import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.models.context.Contexts;
import dev.floe.models.graph.Exposure;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.PropertiesEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads exposures, whose {@code depends_on} is a list of {@code ref} and {@code source} calls. */
final class ExposureReader {
    private static final Pattern METRIC = Pattern.compile("\\s*metric\\s*\\(");

    private final JinjaEnvironment jinja;
    private final Contexts contexts;
    private final NodeIndex<Node> index;
    private final Problems problems;

    ExposureReader(JinjaEnvironment jinja, Contexts contexts, NodeIndex<Node> index, Problems problems) {
        this.jinja = jinja;
        this.contexts = contexts;
        this.index = index;
        this.problems = problems;
    }

    List<Exposure> read(Project from) {
        List<Exposure> exposures = new ArrayList<>();
        from.properties()
                .forEach(file -> file.entries("exposures").stream()
                        .filter(entry -> !(entry.values().get("config") instanceof Map<?, ?> config
                                && Boolean.FALSE.equals(config.get("enabled"))))
                        .forEach(entry -> exposures.add(exposure(from, entry))));
        return exposures;
    }

    private Exposure exposure(Project from, PropertiesEntry entry) {
        String[] folders = entry.path().split("/", -1);
        List<String> fqn = new ArrayList<>();
        fqn.add(from.name());
        fqn.addAll(List.of(folders).subList(1, Math.max(1, folders.length - 1)));
        fqn.add(entry.name());
        NodeHead head = new NodeHead(
                "exposure." + from.name() + "." + entry.name(),
                ResourceType.MODEL,
                entry.name(),
                from.name(),
                fqn,
                entry.path(),
                entry.description());
        Set<String> reads = new LinkedHashSet<>();
        if (entry.values().get("depends_on") instanceof List<?> calls) {
            calls.forEach(call -> reads.addAll(resolve(from, head, entry, String.valueOf(call))));
        }
        return new Exposure(
                head.uniqueId(),
                entry.name(),
                from.name(),
                fqn,
                entry.path(),
                entry.description(),
                List.copyOf(reads),
                entry.values());
    }

    private List<String> resolve(Project from, NodeHead head, PropertiesEntry entry, String call) {
        if (METRIC.matcher(call).lookingAt()) {
            problems.below(from.place())
                    .notice(
                            entry.path(),
                            entry.at().line(),
                            entry.at().column(),
                            "the exposure " + entry.name() + " depends on " + call
                                    + "; floe reads no metrics, so its manifest leaves this out");
            return List.of();
        }
        Draft draft = new Draft(from, head, "");
        try {
            jinja.evaluate(
                    call, contexts.forNode(new ParseScope(draft, new RelationName("", "", entry.name()), Map.of())));
        } catch (JinjaException e) {
            problems.below(from.place())
                    .add(entry.path(), entry.at(), "the exposure " + entry.name() + ": " + e.detail());
            return List.of();
        }
        List<String> found = new ArrayList<>();
        draft.refs.forEach(mention -> take(index.ref(mention.call(), from.name()), found, from, entry, call));
        draft.sources.forEach(mention -> take(
                index.source(mention.call().source(), mention.call().table(), from.name()), found, from, entry, call));
        return found;
    }

    private void take(Optional<Node> node, List<String> found, Project from, PropertiesEntry entry, String call) {
        node.ifPresentOrElse(
                known -> found.add(known.uniqueId()),
                () -> problems.below(from.place())
                        .add(
                                entry.path(),
                                entry.at(),
                                "the exposure " + entry.name() + " depends on " + call
                                        + ", which is not there or disabled"));
    }
}
