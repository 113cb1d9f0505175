package dev.floe.models.parse;

import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.models.context.Contexts;
import dev.floe.models.context.NodeScope.RefCall;
import dev.floe.models.graph.Exposure;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.PropertiesEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads exposures, whose {@code depends_on} is a list of {@code ref} and {@code source} calls. */
final class ExposureReader {
    private static final Pattern METRIC = Pattern.compile("\\s*metric\\s*\\(");

    private final JinjaEnvironment jinja;
    private final Contexts contexts;
    private final NodeIndex<Node> index;
    private final Problems problems;
    private final Map<String, NodeFacts> facts = new HashMap<>();

    ExposureReader(JinjaEnvironment jinja, Contexts contexts, NodeIndex<Node> index, Problems problems) {
        this.jinja = jinja;
        this.contexts = contexts;
        this.index = index;
        this.problems = problems;
    }

    /** What artifacts say of the exposures that were read, by their ids. */
    Map<String, NodeFacts> facts() {
        return facts;
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
        Draft draft = new Draft(from, head, "");
        if (entry.values().get("depends_on") instanceof List<?> calls) {
            calls.forEach(call -> evaluate(draft, entry, String.valueOf(call)));
        }
        facts.put(head.uniqueId(), NodeFacts.of(draft));
        return new Exposure(
                head.uniqueId(),
                entry.name(),
                from.name(),
                fqn,
                entry.path(),
                entry.description(),
                List.copyOf(resolve(draft, entry)),
                entry.values());
    }

    private void evaluate(Draft draft, PropertiesEntry entry, String call) {
        if (METRIC.matcher(call).lookingAt()) {
            problems.below(draft.from.place())
                    .notice(
                            entry.path(),
                            entry.at().line(),
                            entry.at().column(),
                            "the exposure " + entry.name() + " depends on " + call
                                    + "; floe reads no metrics, so its manifest leaves this out");
            return;
        }
        RelationName self = new RelationName("", "", entry.name());
        try {
            jinja.evaluate(call, contexts.forNode(new ParseScope(draft, self, Map.of())));
        } catch (JinjaException e) {
            tell(draft, entry, e.detail());
        }
    }

    /** What it reads: tables of sources first, as in dbt. */
    private Set<String> resolve(Draft draft, PropertiesEntry entry) {
        String from = draft.from.name();
        Set<String> found = new LinkedHashSet<>();
        for (Draft.Mention<Draft.SourceCall> mention : draft.sources) {
            String source = mention.call().source();
            String table = mention.call().table();
            index.source(source, table, from)
                    .ifPresentOrElse(
                            known -> found.add(known.uniqueId()),
                            () -> missing(draft, entry, "source('" + source + "', '" + table + "')"));
        }
        for (Draft.Mention<RefCall> mention : draft.refs) {
            index.ref(mention.call(), from)
                    .ifPresentOrElse(
                            known -> found.add(known.uniqueId()),
                            () -> missing(draft, entry, "ref('" + mention.call().name() + "')"));
        }
        return found;
    }

    private void missing(Draft draft, PropertiesEntry entry, String call) {
        tell(draft, entry, "it depends on " + call + ", which is not there or disabled");
    }

    private void tell(Draft draft, PropertiesEntry entry, String what) {
        problems.below(draft.from.place()).add(entry.path(), entry.at(), "the exposure " + entry.name() + ": " + what);
    }
}
