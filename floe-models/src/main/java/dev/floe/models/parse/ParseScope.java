package dev.floe.models.parse;

import dev.floe.models.context.Database;
import dev.floe.models.context.Macros.Macro;
import dev.floe.models.context.NodeScope;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.RelationName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node's template rendered to find out what it mentions: references are noted, nothing is resolved or run. */
final class ParseScope implements NodeScope {
    private final Draft draft;
    private final RelationName self;
    private final Map<String, @Nullable Object> names;

    ParseScope(Draft draft, RelationName self, Map<String, @Nullable Object> names) {
        this.draft = draft;
        this.self = self;
        this.names = names;
    }

    @Override
    public boolean executing() {
        return false;
    }

    @Override
    public String packageName() {
        return draft.head.packageName();
    }

    @Override
    public Reference ref(RefCall call) {
        draft.refs.add(new Draft.Mention<>(call, 0));
        return new Reference.Table(self.withIdentifier(call.name()));
    }

    @Override
    public Reference source(String source, String table) {
        draft.sources.add(new Draft.Mention<>(new Draft.SourceCall(source, table), 0));
        return new Reference.Table(self.withIdentifier(table));
    }

    @Override
    public void configure(Map<String, @Nullable Object> values) {
        draft.layers.add(ConfigLayers.Layer.CALL, values);
    }

    @Override
    public void calls(Macro macro) {
        draft.macros.add(macro.uniqueId());
    }

    @Override
    public NodeConfig config() {
        return draft.layers.config();
    }

    @Override
    public Optional<RelationName> self() {
        return Optional.of(self);
    }

    @Override
    public Map<String, @Nullable Object> model() {
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("unique_id", draft.head.uniqueId());
        model.put("name", draft.head.name());
        model.put("alias", self.identifier());
        model.put("resource_type", draft.head.type().word());
        model.put("package_name", draft.head.packageName());
        model.put("fqn", draft.head.fqn());
        model.put("path", draft.head.relativePath());
        model.put("original_file_path", draft.head.path());
        model.put("raw_code", draft.rawCode);
        model.put("config", config().values());
        model.put("tags", config().tags());
        draft.head.version().ifPresent(version -> model.put("version", version));
        return model;
    }

    @Override
    public Map<String, @Nullable Object> graph() {
        return Map.of();
    }

    @Override
    public Optional<Database> database() {
        return Optional.empty();
    }

    @Override
    public Map<String, @Nullable Object> names() {
        return names;
    }
}
