package dev.floe.models.project;

import dev.floe.models.project.ResourceProperties.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one properties file. */
final class PropertiesReader {
    private static final Set<String> SECTIONS = Set.of(
            "version",
            "models",
            "seeds",
            "sources",
            "data_tests",
            "tests",
            "macros",
            "anchors",
            "analyses",
            "exposures",
            "groups",
            "metrics",
            "saved_queries",
            "semantic_models");

    /** Keys that dbt reads at the top of an entry as well as under {@code config:}. */
    private static final List<String> OLDER_CONFIG_KEYS = List.of("meta", "docs", "group", "access", "tags");

    private static final Set<String> RESOURCE_KEYS = Set.of(
            "name",
            "description",
            "columns",
            "tests",
            "data_tests",
            "config",
            "meta",
            "docs",
            "group",
            "access",
            "tags",
            "deprecation_date",
            "latest_version");

    private static final Set<String> SOURCE_KEYS = Set.of(
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
            "freshness");

    private static final Set<String> TABLE_KEYS = Set.of(
            "name",
            "description",
            "identifier",
            "columns",
            "tests",
            "data_tests",
            "meta",
            "tags",
            "config",
            "quoting",
            "loader",
            "loaded_at_field",
            "loaded_at_query",
            "freshness",
            "external");

    private final YamlReading in;
    private final TestSpecReader tests;

    private PropertiesReader(YamlReading in) {
        this.in = in;
        this.tests = new TestSpecReader(in);
    }

    static Optional<PropertiesFile> read(String path, String text, Problems problems, TemplateText templates) {
        YamlReading in = new YamlReading(path, problems, templates);
        return YamlReader.read(path, text, problems)
                .flatMap(node -> in.mapping(node, "a properties file"))
                .map(file -> new PropertiesReader(in).properties(file));
    }

    private PropertiesFile properties(YamlNode.Mapping file) {
        in.unknown(file, SECTIONS, "a properties file");
        List<SourceProperties> sources = new ArrayList<>();
        in.each(file, "sources", this::source).forEach(sources::addAll);
        List<ResourceProperties> singular = new ArrayList<>(in.each(file, "data_tests", this::resource));
        singular.addAll(in.each(file, "tests", this::resource));
        return new PropertiesFile(
                in.path(),
                in.each(file, "models", this::resource),
                in.each(file, "seeds", this::resource),
                sources,
                singular);
    }

    private Optional<ResourceProperties> resource(YamlNode.Mapping entry) {
        in.unknown(entry, RESOURCE_KEYS, "an entry");
        return entry(entry, "name");
    }

    private Optional<ResourceProperties> entry(YamlNode.Mapping entry, String nameKey) {
        Optional<String> name = in.text(entry, nameKey);
        if (name.isEmpty()) {
            in.problem(entry, "'" + nameKey + "' is missing");
            return Optional.empty();
        }
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        for (String key : OLDER_CONFIG_KEYS) {
            entry.get(key).ifPresent(value -> config.put(key, in.plain(value)));
        }
        config.putAll(in.plain(entry, "config"));
        return Optional.of(new ResourceProperties(
                name.get(),
                description(entry),
                in.each(entry, "columns", this::column),
                tests.tests(entry),
                config,
                in.path(),
                entry));
    }

    private Optional<Column> column(YamlNode.Mapping entry) {
        Optional<String> name = in.text(entry, "name");
        if (name.isEmpty()) {
            in.problem(entry, "'name' of a column is missing");
            return Optional.empty();
        }
        Map<String, @Nullable Object> config = in.plain(entry, "config");
        Map<String, @Nullable Object> meta = new LinkedHashMap<>(in.plain(entry, "meta"));
        if (config.get("meta") instanceof Map<?, ?> more) {
            more.forEach((key, value) -> meta.put(String.valueOf(key), value));
        }
        return Optional.of(new Column(
                name.get(),
                description(entry),
                in.text(entry, "data_type"),
                in.bool(entry, "quote").orElse(false),
                in.texts(entry, "tags"),
                meta,
                tests.tests(entry)));
    }

    private Optional<List<SourceProperties>> source(YamlNode.Mapping source) {
        in.unknown(source, SOURCE_KEYS, "a source");
        Optional<String> name = in.text(source, "name");
        if (name.isEmpty()) {
            in.problem(source, "'name' of a source is missing");
            return Optional.empty();
        }
        Optional<String> database = in.text(source, "database");
        String schema = in.text(source, "schema").orElse(name.get());
        Map<String, @Nullable Object> sourceConfig = in.plain(source, "config");
        List<SourceProperties> tables = new ArrayList<>();
        for (YamlNode item : in.items(source, "tables", false)) {
            in.mapping(item, "each table of a source").ifPresent(table -> {
                in.unknown(table, TABLE_KEYS, "a source's table");
                entry(table, "name").ifPresent(properties -> {
                    Map<String, @Nullable Object> config = new LinkedHashMap<>(sourceConfig);
                    config.putAll(properties.config());
                    Map<String, @Nullable Object> meta = new LinkedHashMap<>(in.plain(source, "meta"));
                    meta.putAll(in.plain(table, "meta"));
                    tables.add(new SourceProperties(
                            name.get(),
                            description(source),
                            database,
                            schema,
                            in.text(table, "identifier").orElse(properties.name()),
                            meta,
                            new ResourceProperties(
                                    properties.name(),
                                    properties.description(),
                                    properties.columns(),
                                    properties.tests(),
                                    config,
                                    properties.path(),
                                    properties.at())));
                });
            });
        }
        return Optional.of(tables);
    }

    private String description(YamlNode.Mapping entry) {
        return in.text(entry, "description").orElse("");
    }
}
