package dev.floe.models.parse;

import dev.floe.jinja.Context;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Template;
import dev.floe.models.context.ContextSettings;
import dev.floe.models.context.Contexts;
import dev.floe.models.context.Macros;
import dev.floe.models.context.TemplateErrors;
import dev.floe.models.graph.ModelGraph;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.SeedNode;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.graph.TestNode;
import dev.floe.models.parse.GenericTests.Target;
import dev.floe.models.project.Names;
import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.ProjectProblem;
import dev.floe.models.project.PropertiesFile;
import dev.floe.models.project.ResourceProperties;
import dev.floe.models.project.SeedFile;
import dev.floe.models.project.SourceFile;
import dev.floe.models.project.SourceProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From files to a graph: configurations are put together, names are given, references resolved, generic tests made.
 *
 * <pre>{@code
 * ParsedProject parsed = ProjectParser.parse(project, settings, placement);
 * }</pre>
 */
public final class ProjectParser {
    private static final Set<String> MATERIALIZATIONS = Set.of("table", "view", "ephemeral", "incremental");

    /** What dbt-duckdb can build and floe cannot yet. */
    private static final Set<String> LATER = Set.of("snapshot", "materialized_view", "external", "table_function");

    private final Project project;
    private final Problems problems = new Problems();
    private final JinjaEnvironment jinja = JinjaEnvironment.dbt().build();
    private final Contexts contexts;
    private final Templates templates;
    private final RelationNamer namer;
    private final GenericTests genericTests;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, Template> parsed = new HashMap<>();
    private final Map<Draft, SourceProperties> sourceOf = new HashMap<>();

    private ProjectParser(Project project, ContextSettings settings, Placement placement) {
        this.project = project;
        this.contexts = new Contexts(settings, Macros.of(project.config().name(), project.macros(), jinja, problems));
        this.templates = new Templates(project, jinja, contexts);
        this.namer = new RelationNamer(placement, templates, problems);
        this.genericTests = new GenericTests(contexts, problems);
    }

    /**
     * Reads a project's nodes.
     *
     * @param settings what is the same for all templates
     * @param placement where relations go
     * @throws dev.floe.models.project.ProjectException with all problems found
     */
    public static ParsedProject parse(Project project, ContextSettings settings, Placement placement) {
        return new ProjectParser(project, settings, placement).parse();
    }

    private ParsedProject parse() {
        Map<String, ResourceProperties> models = index(PropertiesFile::models);
        Map<String, ResourceProperties> seeds = index(PropertiesFile::seeds);
        Map<String, ResourceProperties> singular = index(PropertiesFile::singularTests);
        project.seeds().forEach(file -> seed(file, Optional.ofNullable(seeds.remove(file.name()))));
        project.models().forEach(file -> model(file, Optional.ofNullable(models.remove(file.name()))));
        project.properties().forEach(file -> file.sources().forEach(this::source));
        project.tests().forEach(file -> singularTest(file, Optional.ofNullable(singular.remove(file.name()))));
        unmatched(models, ResourceType.MODEL);
        unmatched(seeds, ResourceType.SEED);
        generic();
        Map<String, Draft> enabled = enabled();
        UnappliedConfigs.tell(enabled.values(), problems);
        ModelGraph graph = graph(enabled);
        List<ProjectProblem> notices = new ArrayList<>(project.notices());
        notices.addAll(problems.notices());
        return new ParsedProject(project, graph, jinja, contexts, parsed, new NodeNames(graph), notices);
    }

    private Map<String, ResourceProperties> index(
            java.util.function.Function<PropertiesFile, List<ResourceProperties>> section) {
        Map<String, ResourceProperties> byName = new LinkedHashMap<>();
        for (PropertiesFile file : project.properties()) {
            for (ResourceProperties properties : section.apply(file)) {
                ResourceProperties other = byName.putIfAbsent(properties.name(), properties);
                if (other != null) {
                    problems.add(
                            properties.path(),
                            properties.at(),
                            "'" + properties.name() + "' is described twice; the other is in " + other.path() + ":"
                                    + other.at().line());
                }
            }
        }
        return byName;
    }

    private void unmatched(Map<String, ResourceProperties> rest, ResourceType type) {
        Set<String> known = drafts.values().stream()
                .filter(draft -> draft.head.type() == type)
                .map(draft -> draft.head.name())
                .collect(Collectors.toSet());
        rest.values()
                .forEach(properties -> problems.notice(
                        properties.path(),
                        properties.at().line(),
                        properties.at().column(),
                        "no " + type.word() + " is called '" + properties.name() + "'"
                                + Names.hint(properties.name(), known) + "; this entry is not applied"));
    }

    private NodeHead head(ResourceType type, String path, String relativePath, String description) {
        String name = SourceFile.nameOf(path);
        List<String> fqn = new ArrayList<>();
        fqn.add(project.config().name());
        String[] folders = relativePath.split("/", -1);
        fqn.addAll(List.of(folders).subList(0, folders.length - 1));
        fqn.add(name);
        return new NodeHead(
                type.word() + "." + project.config().name() + "." + name,
                type,
                name,
                project.config().name(),
                fqn,
                path,
                description);
    }

    private static String folder(String relativePath) {
        int slash = relativePath.lastIndexOf('/');
        return slash < 0 ? "" : relativePath.substring(0, slash);
    }

    private void seed(SeedFile file, Optional<ResourceProperties> properties) {
        String description = properties.map(ResourceProperties::description).orElse("");
        Draft draft = new Draft(head(ResourceType.SEED, file.path(), file.relativePath(), description), "");
        draft.layers.add(Map.of("materialized", "seed"));
        draft.layers.addTree(project.config().seeds(), draft.head.fqn());
        describe(draft, properties);
        complete(draft, folder(file.relativePath()));
    }

    private void model(SourceFile file, Optional<ResourceProperties> properties) {
        String description = properties.map(ResourceProperties::description).orElse("");
        Draft draft = new Draft(head(ResourceType.MODEL, file.path(), file.relativePath(), description), file.text());
        draft.layers.add(Map.of("materialized", "view"));
        draft.layers.addTree(project.config().models(), draft.head.fqn());
        describe(draft, properties);
        if (examine(draft, Map.of())) {
            complete(draft, folder(file.relativePath()));
            String materialized = draft.config.materialized();
            if (draft.config.enabled() && !MATERIALIZATIONS.contains(materialized)) {
                problems.add(
                        file.path(),
                        0,
                        0,
                        "materialized '" + materialized + "' is not "
                                + (LATER.contains(materialized) ? "supported by this version" : "known")
                                + Names.hint(materialized, MATERIALIZATIONS) + "; there are "
                                + String.join(
                                        ", ", MATERIALIZATIONS.stream().sorted().toList()));
            }
        }
    }

    private void describe(Draft draft, Optional<ResourceProperties> properties) {
        properties.ifPresent(found -> {
            draft.layers.add(found.config());
            draft.columns = found.columns();
        });
    }

    private void singularTest(SourceFile file, Optional<ResourceProperties> properties) {
        String description = properties.map(ResourceProperties::description).orElse("");
        Draft draft = new Draft(head(ResourceType.TEST, file.path(), file.relativePath(), description), file.text());
        draft.layers.addTree(project.config().tests(), draft.head.fqn());
        describe(draft, properties);
        if (examine(draft, Map.of())) {
            complete(draft, "");
        }
    }

    private void source(SourceProperties source) {
        ResourceProperties table = source.table();
        List<String> fqn = new ArrayList<>();
        fqn.add(project.config().name());
        String[] folders = table.path().split("/", -1);
        fqn.addAll(List.of(folders).subList(1, Math.max(1, folders.length - 1)));
        fqn.add(source.sourceName());
        fqn.add(table.name());
        Draft draft = new Draft(
                new NodeHead(
                        "source." + project.config().name() + "." + source.sourceName() + "." + table.name(),
                        ResourceType.SOURCE,
                        table.name(),
                        project.config().name(),
                        fqn,
                        table.path(),
                        table.description()),
                "");
        draft.layers.addTree(project.config().sources(), fqn);
        draft.layers.add(table.config());
        draft.config = draft.layers.config();
        draft.columns = table.columns();
        RelationName standard = namer.provisional(source.identifier());
        draft.relation = namer.folded(
                new RelationName(source.database().orElse(standard.database()), source.schema(), source.identifier()));
        sourceOf.put(draft, source);
        register(draft);
    }

    private boolean examine(Draft draft, Map<String, @Nullable Object> names) {
        try {
            parsed.put(draft.head.uniqueId(), templates.examine(draft, namer.provisional(draft.head.name()), names));
            return true;
        } catch (JinjaException e) {
            ProjectProblem problem = TemplateErrors.problem(draft.head.path(), e);
            problems.add(problem.path(), problem.line(), problem.column(), problem.message());
            return false;
        }
    }

    private void complete(Draft draft, String folder) {
        draft.config = draft.layers.config();
        try {
            draft.relation = namer.name(draft, folder);
            for (String kind : List.of(Hooks.BEFORE, Hooks.AFTER)) {
                Hooks.of(draft.config, kind).forEach(hook -> templates.examineHook(draft, hook.sql()));
            }
        } catch (JinjaException e) {
            ProjectProblem problem = TemplateErrors.problem(draft.head.path(), e);
            problems.add(problem.path(), problem.line(), problem.column(), problem.message());
        }
        register(draft);
    }

    private void register(Draft draft) {
        Draft other = drafts.putIfAbsent(draft.head.uniqueId(), draft);
        if (other != null) {
            problems.add(
                    draft.head.path(),
                    0,
                    0,
                    "there are two " + draft.head.type().word() + "s called '" + draft.head.name() + "'; the other is "
                            + other.head.path());
        }
    }

    private void generic() {
        Map<String, Draft> byName = new HashMap<>();
        Map<SourceProperties, Draft> bySource = new HashMap<>();
        drafts.values().forEach(draft -> {
            if (draft.head.type() == ResourceType.MODEL || draft.head.type() == ResourceType.SEED) {
                byName.put(draft.head.type().word() + draft.head.name(), draft);
            }
        });
        sourceOf.forEach((draft, source) -> bySource.put(source, draft));
        for (PropertiesFile file : project.properties()) {
            file.models().forEach(properties -> tests(byName.get("model" + properties.name()), properties));
            file.seeds().forEach(properties -> tests(byName.get("seed" + properties.name()), properties));
            file.sources().forEach(source -> {
                Draft draft = bySource.get(source);
                if (draft != null) {
                    String reference = "source('" + source.sourceName() + "', '" + draft.head.name() + "')";
                    String name = source.sourceName() + "_" + draft.head.name();
                    genericTests
                            .tests(new Target(draft, reference, name, "source_"), source.table())
                            .forEach(this::genericTest);
                }
            });
        }
    }

    private void tests(@Nullable Draft draft, ResourceProperties properties) {
        if (draft != null) {
            String reference = "ref('" + draft.head.name() + "')";
            genericTests
                    .tests(new Target(draft, reference, draft.head.name(), ""), properties)
                    .forEach(this::genericTest);
        }
    }

    private void genericTest(Draft draft) {
        // What the test itself says, and that is there already, counts more than dbt_project.yml and than its macro's
        // config().
        Map<String, @Nullable Object> own = draft.layers.config().values();
        draft.layers.addTree(project.config().tests(), draft.head.fqn());
        draft.layers.add(own);
        TestNode.Generic generic = draft.generic.orElseThrow();
        try {
            Context context = contexts.forNode(new ParseScope(draft, namer.provisional(draft.head.name()), Map.of()));
            Map<String, @Nullable Object> arguments = TestArguments.render(generic.arguments(), jinja, context);
            if (genericTests.isBuiltIn(generic)) {
                parsed.put(draft.head.uniqueId(), jinja.parse(draft.rawCode, draft.head.path()));
            } else {
                examine(draft, Map.of(TestArguments.NAME, arguments));
                draft.layers.add(own);
            }
        } catch (JinjaException e) {
            problems.add(draft.head.path(), 0, 0, "the test " + draft.head.name() + ": " + e.detail());
        }
        complete(draft, "");
    }

    /** What takes part: tests of what does not are left out with it. */
    private Map<String, Draft> enabled() {
        Map<String, Draft> enabled = new LinkedHashMap<>();
        drafts.forEach((id, draft) -> {
            boolean attached =
                    draft.attached.map(target -> target.config.enabled()).orElse(true);
            if (draft.config.enabled() && attached) {
                enabled.put(id, draft);
            }
        });
        return enabled;
    }

    private ModelGraph graph(Map<String, Draft> enabled) {
        References references = new References(enabled.values(), problems);
        List<Node> nodes = new ArrayList<>();
        for (Draft draft : enabled.values()) {
            List<String> dependsOn = references.of(draft).stream()
                    .map(found -> found.head.uniqueId())
                    .toList();
            nodes.add(node(draft, dependsOn));
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

    private Node node(Draft draft, List<String> dependsOn) {
        return switch (draft.head.type()) {
            case MODEL ->
                new ModelNode(draft.head, draft.config, dependsOn, draft.rawCode, draft.relation, draft.columns);
            case SEED -> new SeedNode(draft.head, draft.config, draft.relation, draft.columns);
            case SOURCE -> {
                SourceProperties source = java.util.Objects.requireNonNull(sourceOf.get(draft));
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
        };
    }
}
