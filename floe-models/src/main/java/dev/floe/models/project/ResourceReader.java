package dev.floe.models.project;

import dev.floe.models.project.ResourceProperties.Column;
import dev.floe.models.project.ResourceProperties.TestSpec;
import dev.floe.models.project.ResourceProperties.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a properties file says of one resource: its configuration, columns, tests and versions. */
final class ResourceReader {
    /** Keys that dbt reads at the top of an entry as well as under {@code config:}. */
    private static final List<String> OLDER_CONFIG_KEYS = List.of("meta", "docs", "group", "access", "tags");

    /** Keys that have a component of their own. */
    private static final Set<String> READ =
            Set.of("name", "description", "columns", "tests", "data_tests", "config", "versions");

    private static final Set<String> COLUMN_READ =
            Set.of("name", "description", "data_type", "quote", "tags", "meta", "tests", "data_tests", "config");

    /** Keys that dbt knows; a key beside them is told of. */
    private static final Set<String> KNOWN = Set.of(
            "name",
            "description",
            "columns",
            "tests",
            "data_tests",
            "config",
            "versions",
            "meta",
            "docs",
            "group",
            "access",
            "tags",
            "deprecation_date",
            "latest_version",
            "constraints",
            "time_spine",
            "relation",
            "arguments",
            "identifier",
            "quoting",
            "loader",
            "loaded_at_field",
            "loaded_at_query",
            "freshness",
            "external",
            "primary_entity",
            "semantic_model",
            "agg_time_dimension",
            "metrics",
            "derived_semantics");

    private final YamlReading in;
    private final TestSpecReader tests;

    ResourceReader(YamlReading in) {
        this.in = in;
        this.tests = new TestSpecReader(in);
    }

    /** A resource; empty, and a problem, if it has no name. */
    Optional<ResourceProperties> resource(YamlNode.Mapping entry) {
        in.unknown(entry, KNOWN, "an entry");
        Optional<String> name = in.text(entry, "name");
        if (name.isEmpty()) {
            in.problem(entry, "'name' is missing");
            return Optional.empty();
        }
        ResourceProperties base = new ResourceProperties(
                name.get(),
                description(entry),
                columns(entry),
                tests.tests(entry),
                config(entry),
                List.of(),
                rest(entry, READ),
                in.path(),
                entry);
        if (entry.get("versions").isEmpty()) {
            return Optional.of(base);
        }
        List<Version> versions = in.each(entry, "versions", version -> version(version, base));
        return Optional.of(new ResourceProperties(
                base.name(),
                base.description(),
                base.columns(),
                base.tests(),
                base.config(),
                versions,
                base.rest(),
                base.path(),
                base.at()));
    }

    private Optional<Version> version(YamlNode.Mapping entry, ResourceProperties base) {
        Optional<YamlNode> v = entry.get("v");
        if (v.isEmpty()) {
            in.problem(entry, "'v' of a version is missing");
            return Optional.empty();
        }
        Map<String, @Nullable Object> config = new LinkedHashMap<>(base.config());
        config.putAll(config(entry));
        boolean ownTests =
                entry.get("tests").isPresent() || entry.get("data_tests").isPresent();
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(base.rest());
        // As in dbt, a model that is deprecated deprecates none of its versions.
        rest.remove("deprecation_date");
        rest.putAll(rest(entry, READ));
        rest.remove("v");
        rest.remove("defined_in");
        return Optional.of(new Version(
                java.util.Objects.requireNonNull(in.plain(v.get())),
                in.text(entry, "defined_in"),
                new ResourceProperties(
                        base.name(),
                        entry.get("description").isPresent() ? description(entry) : base.description(),
                        versionColumns(entry, base.columns()),
                        ownTests ? tests.tests(entry) : base.tests(),
                        config,
                        List.of(),
                        rest,
                        base.path(),
                        entry)));
    }

    /** The model's columns, but for those that {@code include} and {@code exclude} leave out, and the version's own. */
    private List<Column> versionColumns(YamlNode.Mapping version, List<Column> base) {
        Map<String, Column> columns = new LinkedHashMap<>();
        List<YamlNode> items = in.items(version, "columns", false);
        boolean chosen = false;
        for (YamlNode item : items) {
            if (item instanceof YamlNode.Mapping mapping
                    && mapping.get("include").isPresent()) {
                chosen = true;
                List<String> include = in.texts(mapping, "include");
                List<String> exclude = in.texts(mapping, "exclude");
                boolean all = include.contains("all") || include.contains("*");
                base.stream()
                        .filter(column -> (all || include.contains(column.name())) && !exclude.contains(column.name()))
                        .forEach(column -> columns.put(column.name(), column));
            }
        }
        if (!chosen) {
            base.forEach(column -> columns.put(column.name(), column));
        }
        for (YamlNode item : items) {
            if (item instanceof YamlNode.Mapping mapping && mapping.get("name").isPresent()) {
                column(mapping).ifPresent(column -> columns.put(column.name(), column));
            }
        }
        return List.copyOf(columns.values());
    }

    private List<Column> columns(YamlNode.Mapping entry) {
        return in.each(entry, "columns", this::column);
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
        List<String> tags = new ArrayList<>(in.texts(entry, "tags"));
        if (config.get("tags") instanceof List<?> more) {
            more.forEach(tag -> tags.add(String.valueOf(tag)));
        } else if (config.get("tags") instanceof String one) {
            tags.add(one);
        }
        List<TestSpec> columnTests = tests.tests(entry);
        return Optional.of(new Column(
                name.get(),
                description(entry),
                in.text(entry, "data_type"),
                in.bool(entry, "quote"),
                tags.stream().distinct().toList(),
                meta,
                columnTests,
                config,
                rest(entry, COLUMN_READ)));
    }

    /** The configuration of an entry, both spellings. */
    Map<String, @Nullable Object> config(YamlNode.Mapping entry) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        for (String key : OLDER_CONFIG_KEYS) {
            entry.get(key).ifPresent(value -> config.put(key, in.plain(value)));
        }
        in.plain(entry, "config").forEach((key, value) -> {
            if (key.equals("meta") && config.get(key) instanceof Map<?, ?> old && value instanceof Map<?, ?> more) {
                Map<Object, @Nullable Object> merged = new LinkedHashMap<>(old);
                merged.putAll(more);
                config.put(key, merged);
            } else {
                config.put(key, value);
            }
        });
        return config;
    }

    /** Every key but some. */
    Map<String, @Nullable Object> rest(YamlNode.Mapping entry, Set<String> read) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        entry.entries().forEach((key, value) -> {
            if (!read.contains(key)) {
                rest.put(key, in.plain(value));
            }
        });
        return rest;
    }

    String description(YamlNode.Mapping entry) {
        return in.text(entry, "description").orElse("");
    }
}
