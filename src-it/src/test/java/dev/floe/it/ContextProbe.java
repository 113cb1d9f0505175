package dev.floe.it;

import dev.floe.jinja.JinjaEnvironment;
import dev.floe.models.context.ContextSettings;
import dev.floe.models.context.Contexts;
import dev.floe.models.context.Database;
import dev.floe.models.context.NodeScope;
import dev.floe.models.context.YamlTemplates;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.RelationName;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.parse.ProjectParser;
import dev.floe.models.project.Project;
import dev.floe.models.project.ProjectFiles;
import dev.floe.models.project.ProjectLoader;
import dev.floe.models.sql.DuckDbDialect;
import dev.floe.models.target.ProfileTarget;
import dev.floe.models.target.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Renders templates as the model {@code node} of a project would see them while it runs, without a database. */
final class ContextProbe {
    private static final String MODEL = "model.ctx.node";

    private final ParsedProject project;
    private final ModelNode node;

    /**
     * @param folder of the project and its profile, both named {@code ctx}
     * @param variable the one environment variable that there is
     */
    ContextProbe(Path folder, String variable, String value) {
        ProjectFiles files = ProjectFiles.folder(folder);
        JinjaEnvironment jinja = JinjaEnvironment.dbt().build();
        Map<String, String> environment = Map.of(variable, value);
        YamlTemplates templates = new YamlTemplates(jinja, Optional.empty(), Map.of(), environment, Set.of(), false);
        Target target = ProfileTarget.read(folder, "ctx", Optional.empty(), templates, folder);
        Project loaded = ProjectLoader.load(
                files, new YamlTemplates(jinja, Optional.of(target.info()), Map.of(), environment, Set.of(), false));
        ContextSettings settings = new ContextSettings(
                new DuckDbDialect(),
                target.info(),
                Map.of(loaded.name(), loaded.config().variablesOf(loaded.name())),
                environment,
                Set.of(),
                Map.of("FULL_REFRESH", false, "STORE_FAILURES", false),
                Map.of(),
                UUID.randomUUID().toString(),
                Instant.now(),
                text -> {});
        this.project = ProjectParser.parse(loaded, settings, target.placement());
        this.node = (ModelNode) project.graph().nodes().get(MODEL);
    }

    String render(String template) {
        Contexts contexts = project.contexts();
        return project.jinja().parse(template, "probe").render(contexts.forNode(new Scope()));
    }

    private final class Scope implements NodeScope {
        @Override
        public boolean executing() {
            return true;
        }

        @Override
        public String packageName() {
            return node.head().packageName();
        }

        @Override
        public Reference ref(RefCall call) {
            throw new UnsupportedOperationException("ref");
        }

        @Override
        public Reference source(String source, String table) {
            throw new UnsupportedOperationException("source");
        }

        @Override
        public void configure(Map<String, @Nullable Object> values) {
            // as while a project runs
        }

        @Override
        public NodeConfig config() {
            return node.config();
        }

        @Override
        public Optional<RelationName> self() {
            return Optional.of(node.relation());
        }

        @Override
        public Map<String, @Nullable Object> model() {
            return Map.of("name", node.name(), "unique_id", node.uniqueId());
        }

        @Override
        public Map<String, @Nullable Object> graph() {
            return Map.of("nodes", Map.of());
        }

        @Override
        public Optional<Database> database() {
            return Optional.empty();
        }

        @Override
        public Map<String, @Nullable Object> names() {
            return Map.of();
        }
    }
}
