package dev.floe.models.parse;

import dev.floe.models.graph.ModelGraph;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationNode;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.SeedNode;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.graph.TestNode;
import dev.floe.models.graph.UnitTestNode;
import dev.floe.models.project.Problems;
import dev.floe.models.project.SourceProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resolves the references of drafts and makes nodes and their graph of them. */
final class GraphBuilder {
    private final String project;
    private final Problems problems;

    GraphBuilder(String project, Problems problems) {
        this.project = project;
        this.problems = problems;
    }

    /**
     * The graph of what takes part.
     *
     * @throws dev.floe.models.project.ProjectException with all problems so far
     */
    ModelGraph graph(Drafts drafts) {
        List<Draft> enabled = drafts.enabled();
        References references = new References(project, enabled, drafts.disabled(), problems);
        List<Node> nodes = new ArrayList<>();
        for (Draft draft : enabled) {
            Optional<Set<Draft>> found = references.of(draft);
            found.ifPresent(all -> nodes.add(
                    node(draft, all.stream().map(each -> each.head.uniqueId()).toList())));
        }
        problems.throwIfAny();
        ModelGraph graph = ModelGraph.of(nodes);
        graph.cycle().ifPresent(cycle -> {
            List<String> names = new ArrayList<>();
            cycle.forEach(id -> names.add(graph.node(id).name()));
            names.add(names.get(0));
            problems.add(
                    graph.node(cycle.get(0)).head().path(),
                    0,
                    0,
                    "these models read each other in a circle: " + String.join(" → ", names) + "; take one ref out");
        });
        problems.throwIfAny();
        return graph;
    }

    /** The nodes of a graph by the names that templates know them by. */
    NodeIndex<Node> index(ModelGraph graph, Drafts drafts) {
        NodeIndex<Node> index = new NodeIndex<>(project);
        for (Draft draft : drafts.enabled()) {
            Node node = graph.nodes().get(draft.head.uniqueId());
            if (node instanceof SourceNode source) {
                index.addSource(node.head().packageName(), source.sourceName(), source.name(), node);
            } else if (node instanceof RelationNode && node.type() != ResourceType.ANALYSIS) {
                boolean latest = draft.head.version().equals(draft.latestVersion);
                index.add(node.head().packageName(), node.name(), draft.head.version(), latest, node);
            }
        }
        return index;
    }

    /** The node that a draft becomes. */
    static Node node(Draft draft, List<String> dependsOn) {
        return switch (draft.head.type()) {
            case MODEL, SNAPSHOT, ANALYSIS, OPERATION ->
                new ModelNode(draft.head, draft.config, dependsOn, draft.rawCode, draft.relation, draft.columns);
            case SEED -> new SeedNode(draft.head, draft.config, draft.relation, draft.columns);
            case SOURCE -> {
                SourceProperties source = draft.source.orElseThrow();
                yield new SourceNode(
                        draft.head,
                        draft.config,
                        source.sourceName(),
                        source.sourceDescription(),
                        draft.relation,
                        draft.columns);
            }
            case TEST ->
                new TestNode(
                        draft.head,
                        draft.config,
                        dependsOn,
                        draft.rawCode,
                        draft.generic,
                        draft.attached.map(target -> target.head.uniqueId()),
                        draft.relation);
            case EXPOSURE -> throw new IllegalStateException("an exposure is no node: " + draft.head.uniqueId());
            case UNIT_TEST -> {
                UnitTestDrafts.Spec spec = draft.unitTest.orElseThrow();
                yield new UnitTestNode(
                        draft.head,
                        draft.config,
                        draft.attached.orElseThrow().head.uniqueId(),
                        spec.given(),
                        spec.expected(),
                        spec.overrides(),
                        spec.declared());
            }
        };
    }
}
