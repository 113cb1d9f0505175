package dev.floe.models.parse;

import dev.floe.jinja.JinjaException;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.project.Project;
import dev.floe.models.project.ProjectConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code on-run-start} and {@code on-run-end}, each entry of which is an operation to artifacts. */
final class HookReader {
    private final DraftReading reading;
    private final Templates templates;
    private final RelationNamer namer;
    private final NodeIndex<Node> index;
    private final Map<String, NodeFacts> facts;

    /**
     * @param facts where what artifacts say of the operations is put
     */
    HookReader(
            DraftReading reading,
            Templates templates,
            RelationNamer namer,
            NodeIndex<Node> index,
            Map<String, NodeFacts> facts) {
        this.reading = reading;
        this.templates = templates;
        this.namer = namer;
        this.index = index;
        this.facts = facts;
    }

    /** The operations of one package, which are configured as models are. */
    List<Node> read(Project from) {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put("on-run-start", from.config().onRunStart());
        kinds.put("on-run-end", from.config().onRunEnd());
        List<Node> operations = new ArrayList<>();
        kinds.forEach((kind, hooks) -> {
            for (int i = 0; i < hooks.size(); i++) {
                operations.add(operation(from, kind, i, hooks.get(i)));
            }
        });
        return operations;
    }

    private Node operation(Project from, String kind, int number, String hook) {
        NodeHead head = head(from, kind, number);
        Draft draft = new Draft(from, head, hook);
        reading.trees(draft, "models");
        draft.relation = namer.provisional(head.name());
        try {
            templates.examine(draft, draft.relation, Map.of());
        } catch (JinjaException e) {
            // What only a run can render is told of when it runs.
            draft.macros.clear();
        }
        draft.config = draft.layers.config();
        facts.put(head.uniqueId(), NodeFacts.of(draft));
        Set<String> reads = new LinkedHashSet<>();
        draft.refs.forEach(
                mention -> index.ref(mention.call(), from.name()).ifPresent(node -> reads.add(node.uniqueId())));
        draft.sources.forEach(
                mention -> index.source(mention.call().source(), mention.call().table(), from.name())
                        .ifPresent(node -> reads.add(node.uniqueId())));
        return new ModelNode(head, draft.config, List.copyOf(reads), hook, draft.relation, List.of());
    }

    /** The head of a hook's operation, under the name that dbt gives it. */
    private static NodeHead head(Project from, String kind, int number) {
        String name = from.name() + "-" + kind + "-" + number;
        return new NodeHead(
                ResourceType.OPERATION.word() + "." + from.name() + "." + name,
                ResourceType.OPERATION,
                name,
                from.name(),
                List.of(from.name(), "hooks", name),
                (from.place().isEmpty() ? "" : from.place() + "/") + ProjectConfig.FILE,
                "");
    }
}
