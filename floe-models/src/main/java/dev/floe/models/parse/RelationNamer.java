package dev.floe.models.parse;

import dev.floe.jinja.Values;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.parse.Placement.Place;
import dev.floe.models.project.Names;
import dev.floe.models.project.Problems;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives a node its database, schema and identifier. A layer, named by the {@code layer} configuration or implied by the folder,
 * decides alone; else dbt's {@code generate_*_name} macros do, floe's own or the project's.
 */
final class RelationNamer {
    private static final String TEST_SCHEMA = "dbt_test__audit";

    private final Placement placement;
    private final Templates templates;
    private final Problems problems;

    RelationNamer(Placement placement, Templates templates, Problems problems) {
        this.placement = placement;
        this.templates = templates;
        this.problems = problems;
    }

    /** The name before a node's own configuration is known. */
    RelationName provisional(String name) {
        Place standard = placement.standard();
        return new RelationName(standard.database(), standard.schema(), name);
    }

    /**
     * The name of a node whose configuration is complete.
     *
     * @param folder the folder below the configured one
     */
    RelationName name(Draft draft, String folder) {
        NodeConfig config = draft.config;
        RelationName provisional = provisional(draft.head.name());
        Supplier<Map<Object, Object>> node = () -> Values.dict(new ParseScope(draft, provisional, Map.of()).model());
        String identifier = templates
                .call(
                        "generate_alias_name",
                        draft,
                        provisional,
                        config.text("alias").orElse(null),
                        node)
                .orElseGet(() -> config.text("alias").map(String::strip).orElseGet(() -> alias(draft)));
        if (draft.head.type() == ResourceType.SNAPSHOT
                && config.text("target_schema").isPresent()) {
            return folded(new RelationName(
                    config.text("target_database").orElseGet(() -> database(draft, provisional, node)),
                    config.text("target_schema").get(),
                    identifier));
        }
        Place place = layer(draft, folder)
                .orElseGet(() -> new Place(database(draft, provisional, node), schema(draft, provisional, node)));
        return folded(new RelationName(place.database(), place.schema(), identifier));
    }

    private static String alias(Draft draft) {
        return draft.head.name()
                + draft.head.version().map(v -> "_v" + v.replace('.', '_')).orElse("");
    }

    private Optional<Place> layer(Draft draft, String folder) {
        Optional<String> named = draft.config.text("layer");
        if (named.isEmpty()) {
            return draft.head.type() == ResourceType.TEST ? Optional.empty() : placement.layerOf(folder);
        }
        Optional<Place> place = placement.layer(named.get());
        if (place.isEmpty()) {
            problems.add(
                    draft.head.path(),
                    0,
                    0,
                    "the layer '" + named.get() + "' of " + draft.head.name() + " is not known"
                            + Names.hint(named.get(), placement.layers()) + "; there "
                            + (placement.layers().isEmpty()
                                    ? "are none"
                                    : "are " + String.join(", ", placement.layers())));
        }
        return place;
    }

    private String database(Draft draft, RelationName provisional, Supplier<Map<Object, Object>> node) {
        String custom = draft.config.text("database").orElse(null);
        return templates
                .call("generate_database_name", draft, provisional, custom, node)
                .orElseGet(() -> custom == null ? placement.standard().database() : custom.strip());
    }

    private String schema(Draft draft, RelationName provisional, Supplier<Map<Object, Object>> node) {
        String preset = draft.head.type() == ResourceType.TEST ? TEST_SCHEMA : null;
        String custom = draft.config.text("schema").orElse(preset);
        return templates
                .call("generate_schema_name", draft, provisional, custom, node)
                .orElseGet(() -> {
                    String standard = placement.standard().schema();
                    return custom == null ? standard : standard + "_" + custom.strip();
                });
    }

    /** The name in lower case, where that is the rule. */
    RelationName folded(RelationName name) {
        return placement.onIceberg()
                ? new RelationName(
                        name.database(),
                        name.schema().toLowerCase(Locale.ROOT),
                        name.identifier().toLowerCase(Locale.ROOT))
                : name;
    }
}
