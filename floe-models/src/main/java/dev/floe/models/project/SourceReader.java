package dev.floe.models.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one source of a properties file: its tables. */
final class SourceReader {
    private static final Set<String> READ =
            Set.of("name", "description", "database", "schema", "tables", "config", "overrides");

    private static final Set<String> KNOWN = Set.of(
            "name",
            "description",
            "database",
            "schema",
            "tables",
            "meta",
            "tags",
            "config",
            "quoting",
            "overrides",
            "loader",
            "loaded_at_field",
            "loaded_at_query",
            "freshness",
            "unrendered_database",
            "unrendered_schema");

    private final YamlReading in;
    private final ResourceReader resources;

    SourceReader(YamlReading in, ResourceReader resources) {
        this.in = in;
        this.resources = resources;
    }

    /** The tables of a source; empty, and a problem, if it has no name. */
    Optional<List<SourceProperties>> source(YamlNode.Mapping source) {
        in.unknown(source, KNOWN, "a source");
        Optional<String> name = in.text(source, "name");
        if (name.isEmpty()) {
            in.problem(source, "'name' of a source is missing");
            return Optional.empty();
        }
        Map<String, @Nullable Object> config = in.plain(source, "config");
        Map<String, @Nullable Object> rest = resources.rest(source, READ);
        for (String key : List.of("database", "schema")) {
            if (source.get(key).orElse(null) instanceof YamlNode.Scalar text) {
                rest.put("unrendered_" + key, text.text());
            }
        }
        String description = resources.description(source);
        List<SourceProperties> tables = new ArrayList<>();
        for (YamlNode item : in.items(source, "tables", false)) {
            in.mapping(item, "each table of a source")
                    .flatMap(resources::resource)
                    .ifPresent(table -> tables.add(new SourceProperties(
                            name.get(),
                            description,
                            in.text(source, "overrides"),
                            in.text(source, "database"),
                            in.text(source, "schema"),
                            table.text("identifier").orElse(table.name()),
                            config,
                            rest,
                            table)));
        }
        return Optional.of(tables);
    }
}
