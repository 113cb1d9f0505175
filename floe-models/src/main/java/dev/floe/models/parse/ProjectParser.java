package dev.floe.models.parse;

import dev.floe.jinja.JinjaEnvironment;
import dev.floe.models.context.ContextSettings;
import dev.floe.models.context.Contexts;
import dev.floe.models.context.Macros;
import dev.floe.models.context.Materializations;
import dev.floe.models.graph.Exposure;
import dev.floe.models.graph.ModelGraph;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.project.Names;
import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.ProjectProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From files to a graph: configurations are put together, names are given, references resolved, generic tests made.
 *
 * <pre>{@code
 * ParsedProject parsed = ProjectParser.parse(project, settings, placement);
 * }</pre>
 */
public final class ProjectParser {
    /** What dbt-duckdb can build and floe cannot yet. */
    private static final Set<String> LATER = Set.of("materialized_view", "table_function");

    private final Project project;
    private final Problems problems = new Problems();
    private final JinjaEnvironment jinja = Contexts.templates().build();
    private final Contexts contexts;
    private final Placement placement;
    private final RelationNamer namer;
    private final Drafts drafts = new Drafts(problems);
    private final DraftReading reading;
    private final Templates templates;

    private ProjectParser(Project project, ContextSettings settings, Placement placement) {
        this.project = project;
        this.contexts = new Contexts(settings, Macros.of(project, jinja, problems));
        this.templates = new Templates(project, jinja, contexts);
        this.placement = placement;
        this.namer = new RelationNamer(placement, templates, problems);
        this.reading = new DraftReading(project, templates, namer, drafts, problems);
    }

    /**
     * Reads a project's nodes, those of its packages included.
     *
     * @param settings what is the same for all templates
     * @param placement where relations go
     * @throws dev.floe.models.project.ProjectException with all problems found
     */
    public static ParsedProject parse(Project project, ContextSettings settings, Placement placement) {
        return new ProjectParser(project, settings, placement).parse();
    }

    private ParsedProject parse() {
        SourceDrafts sources = new SourceDrafts(project, reading, namer, drafts);
        for (Project each : project.all()) {
            new NodeReader(each, reading, drafts, problems).read();
            sources.read(each);
        }
        GenericTests genericTests = new GenericTests(contexts, jinja, reading, namer, problems);
        for (ResourceType type :
                List.of(ResourceType.MODEL, ResourceType.SNAPSHOT, ResourceType.SEED, ResourceType.SOURCE)) {
            drafts.of(type).forEach(genericTests::read);
        }
        UnitTestDrafts unitTests = new UnitTestDrafts(contexts, jinja, reading, drafts, problems);
        project.all().forEach(unitTests::read);
        drafts.enabled().forEach(this::checkMaterialization);
        UnappliedConfigs.tell(drafts.enabled(), placement.onIceberg(), problems);
        GraphBuilder builder = new GraphBuilder(project.name(), problems);
        ModelGraph graph = builder.graph(drafts);
        NodeIndex<Node> index = builder.index(graph, drafts);
        ExposureReader exposureReader = new ExposureReader(jinja, contexts, index, problems);
        List<Exposure> exposures = new ArrayList<>();
        project.all().forEach(each -> exposures.addAll(exposureReader.read(each)));
        problems.throwIfAny();
        Map<String, NodeFacts> facts = new HashMap<>(exposureReader.facts());
        HookReader hooks = new HookReader(reading, templates, namer, index, facts);
        List<Node> operations = new ArrayList<>();
        project.all().forEach(each -> operations.addAll(hooks.read(each)));
        List<Node> disabled = new ArrayList<>();
        drafts.enabled().forEach(draft -> facts.put(draft.head.uniqueId(), NodeFacts.of(draft)));
        drafts.disabled().forEach(draft -> {
            facts.putIfAbsent(draft.head.uniqueId(), NodeFacts.of(draft));
            disabled.add(GraphBuilder.node(draft, List.of()));
        });
        List<ProjectProblem> notices = new ArrayList<>(project.notices());
        notices.addAll(problems.notices());
        return new ParsedProject(
                project,
                graph,
                jinja,
                contexts,
                reading.parsed(),
                index,
                exposures,
                operations,
                disabled,
                facts,
                notices);
    }

    private void checkMaterialization(Draft draft) {
        String materialized = draft.config.materialized();
        if (draft.head.type() == ResourceType.MODEL
                && !Materializations.BUILT_IN.contains(materialized)
                && Materializations.block(
                                contexts.macros(),
                                materialized,
                                contexts.settings().dialect().name())
                        .isEmpty()) {
            Set<String> known = Materializations.names(contexts.macros());
            problems.below(draft.from.place())
                    .add(
                            draft.head.path(),
                            0,
                            0,
                            "materialized '" + materialized + "' is not "
                                    + (LATER.contains(materialized) ? "supported by this version" : "known")
                                    + Names.hint(materialized, known) + "; there are "
                                    + String.join(", ", known));
        }
    }
}
