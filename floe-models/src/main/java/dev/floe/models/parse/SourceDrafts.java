package dev.floe.models.parse;

import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.parse.ConfigLayers.Layer;
import dev.floe.models.project.Project;
import dev.floe.models.project.ResourceProperties;
import dev.floe.models.project.SourceProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes drafts of the tables of sources. */
final class SourceDrafts {
    private final Project project;
    private final DraftReading reading;
    private final RelationNamer namer;
    private final Drafts drafts;

    SourceDrafts(Project project, DraftReading reading, RelationNamer namer, Drafts drafts) {
        this.project = project;
        this.reading = reading;
        this.namer = namer;
        this.drafts = drafts;
    }

    /** The sources of one package, with what other packages say over them. */
    void read(Project from) {
        from.properties()
                .forEach(file -> file.sources().stream()
                        .filter(source -> source.overrides().isEmpty())
                        .forEach(source -> source(from, overridden(from, source))));
    }

    private SourceProperties overridden(Project from, SourceProperties source) {
        SourceProperties result = source;
        for (Project other : project.all()) {
            for (SourceProperties over : other.properties().stream()
                    .flatMap(file -> file.sources().stream())
                    .toList()) {
                if (over.overrides().filter(from.name()::equals).isPresent()
                        && over.sourceName().equals(source.sourceName())
                        && over.table().name().equals(source.table().name())) {
                    result = merged(result, over);
                }
            }
        }
        return result;
    }

    private static SourceProperties merged(SourceProperties base, SourceProperties over) {
        ResourceProperties table = base.table();
        ResourceProperties more = over.table();
        return new SourceProperties(
                base.sourceName(),
                over.sourceDescription().isEmpty() ? base.sourceDescription() : over.sourceDescription(),
                Optional.empty(),
                over.database().or(base::database),
                over.schema().or(base::schema),
                more.text("identifier").orElse(base.identifier()),
                merged(base.config(), over.config()),
                merged(base.source(), over.source()),
                new ResourceProperties(
                        table.name(),
                        more.description().isEmpty() ? table.description() : more.description(),
                        more.columns().isEmpty() ? table.columns() : more.columns(),
                        more.tests().isEmpty() ? table.tests() : more.tests(),
                        merged(table.config(), more.config()),
                        List.of(),
                        merged(table.rest(), more.rest()),
                        table.path(),
                        table.at()));
    }

    private static Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> base, Map<String, @Nullable Object> over) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(base);
        all.putAll(over);
        return all;
    }

    private void source(Project from, SourceProperties source) {
        ResourceProperties table = source.table();
        List<String> fqn = new ArrayList<>();
        fqn.add(from.name());
        String[] folders = table.path().split("/", -1);
        fqn.addAll(List.of(folders).subList(1, Math.max(1, folders.length - 1)));
        fqn.add(source.sourceName());
        fqn.add(table.name());
        Draft draft = new Draft(
                from,
                new NodeHead(
                        "source." + from.name() + "." + source.sourceName() + "." + table.name(),
                        ResourceType.SOURCE,
                        table.name(),
                        from.name(),
                        fqn,
                        table.path(),
                        table.description()),
                "");
        reading.trees(draft, "sources");
        draft.layers.add(Layer.PROPERTIES, source.config());
        draft.layers.add(Layer.PROPERTIES, table.config());
        draft.layers.add(Layer.PROPERTIES, SourceSettings.of(source));
        draft.config = draft.layers.config();
        draft.columns = table.columns();
        draft.properties = Optional.of(table);
        draft.source = Optional.of(source);
        RelationName standard = namer.provisional(source.identifier());
        draft.relation = namer.folded(new RelationName(
                source.database().orElse(standard.database()),
                source.schema().orElse(source.sourceName()),
                source.identifier()));
        drafts.add(draft);
    }
}
