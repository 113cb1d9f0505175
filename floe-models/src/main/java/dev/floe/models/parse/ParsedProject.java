package dev.floe.models.parse;

import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.Template;
import dev.floe.models.context.Contexts;
import dev.floe.models.graph.Exposure;
import dev.floe.models.graph.ModelGraph;
import dev.floe.models.graph.Node;
import dev.floe.models.project.Project;
import dev.floe.models.project.ProjectProblem;
import java.util.List;
import java.util.Map;

/**
 * A project whose every node is known.
 *
 * @param project its files
 * @param graph its enabled nodes
 * @param jinja the environment that nodes run in
 * @param contexts what their templates see
 * @param templates the parsed template of each model and test, by unique id
 * @param references what each {@code ref} and {@code source} name means
 * @param exposures what reads the project's nodes from outside
 * @param operations the hooks of {@code on-run-start} and {@code on-run-end}, as artifacts have them
 * @param disabled the nodes that do not take part; what they read is not resolved
 * @param facts what artifacts say of nodes and exposures, by unique id
 * @param notices what the user should know
 */
public record ParsedProject(
        Project project,
        ModelGraph graph,
        JinjaEnvironment jinja,
        Contexts contexts,
        Map<String, Template> templates,
        NodeIndex<Node> references,
        List<Exposure> exposures,
        List<Node> operations,
        List<Node> disabled,
        Map<String, NodeFacts> facts,
        List<ProjectProblem> notices) {

    /** Copies the collections. */
    public ParsedProject {
        templates = Map.copyOf(templates);
        exposures = List.copyOf(exposures);
        operations = List.copyOf(operations);
        disabled = List.copyOf(disabled);
        facts = Map.copyOf(facts);
        notices = List.copyOf(notices);
    }

    /** What artifacts say of an exposure. */
    public NodeFacts factsOf(Exposure exposure) {
        return facts.getOrDefault(exposure.uniqueId(), NodeFacts.NONE);
    }

    /** What artifacts say of a node. */
    public NodeFacts factsOf(Node node) {
        return facts.getOrDefault(node.uniqueId(), NodeFacts.NONE);
    }
}
