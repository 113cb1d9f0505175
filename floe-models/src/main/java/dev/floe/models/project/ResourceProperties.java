package dev.floe.models.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a properties file says of one model, seed, snapshot, analysis, singular test or macro, or of a source's table.
 *
 * @param name the resource's name
 * @param description text, its Jinja rendered
 * @param columns in the order of the file
 * @param tests generic tests on the resource as a whole
 * @param config the {@code config:} map, with the older top-level spellings merged in
 * @param versions the versions of a model; empty when it has none
 * @param rest every other key, by its name: {@code latest_version}, {@code constraints} …
 * @param path the file
 * @param at where the entry stands
 */
public record ResourceProperties(
        String name,
        String description,
        List<Column> columns,
        List<TestSpec> tests,
        Map<String, @Nullable Object> config,
        List<Version> versions,
        Map<String, @Nullable Object> rest,
        String path,
        YamlNode at) {

    /** Copies the collections, and keeps of {@code at} the place only, unless there is Jinja in it, which artifacts show as it is. */
    public ResourceProperties {
        at = isTemplate(at) ? at : at.place();
        columns = List.copyOf(columns);
        tests = List.copyOf(tests);
        versions = List.copyOf(versions);
        rest = Frozen.copy(rest);
    }

    /** A key that this record has no component for, as text. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(rest.get(key)).map(Object::toString);
    }

    private static boolean isTemplate(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping.entries().values().stream().anyMatch(ResourceProperties::isTemplate);
        }
        return node instanceof YamlNode.Sequence sequence
                ? sequence.items().stream().anyMatch(ResourceProperties::isTemplate)
                : node instanceof YamlNode.Scalar scalar && TemplateText.isTemplate(scalar.text());
    }

    /** Its {@link #config} with the Jinja that the file has. */
    public Map<String, @Nullable Object> writtenConfig() {
        Map<String, @Nullable Object> written = new LinkedHashMap<>(config);
        if (at instanceof YamlNode.Mapping entry) {
            entry.entries().forEach((key, value) -> {
                if (config.containsKey(key)) {
                    written.put(key, value.plain());
                }
            });
            if (entry.get("config").orElse(null) instanceof YamlNode.Mapping own) {
                own.entries().forEach((key, value) -> {
                    if (!key.equals("meta")) {
                        written.put(key, value.plain());
                    }
                });
            }
        }
        return Collections.unmodifiableMap(written);
    }

    /** The kinds of resources that have files, and the section of properties files that speaks of them. */
    public enum Kind {
        /** {@code models:}. */
        MODELS,
        /** {@code seeds:}. */
        SEEDS,
        /** {@code snapshots:}. */
        SNAPSHOTS,
        /** {@code analyses:}. */
        ANALYSES,
        /** {@code data_tests:} or {@code tests:}, for tests that are files. */
        DATA_TESTS,
        /** {@code macros:}. */
        MACROS;

        /** The section's name. */
        public String section() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One column.
     *
     * @param dataType as written
     * @param quote whether the name is to be quoted in SQL; empty when nothing is said
     * @param config its {@code config:}
     * @param rest every other key
     */
    public record Column(
            String name,
            String description,
            Optional<String> dataType,
            Optional<Boolean> quote,
            List<String> tags,
            Map<String, @Nullable Object> meta,
            List<TestSpec> tests,
            Map<String, @Nullable Object> config,
            Map<String, @Nullable Object> rest) {
        /** Copies the collections. */
        public Column {
            tags = List.copyOf(tags);
            tests = List.copyOf(tests);
            rest = Frozen.copy(rest);
        }
    }

    /**
     * One version of a model.
     *
     * @param v its name: a text or a number
     * @param definedIn the file without its ending, when it is not the model's name, {@code _v} and the version
     * @param properties what holds for it, the model's own included
     */
    public record Version(Object v, Optional<String> definedIn, ResourceProperties properties) {}

    /**
     * A generic test as a properties file asks for it.
     *
     * @param name the test's macro, without {@code test_}
     * @param namespace the package it comes from, when said
     * @param customName the name it is to have
     * @param arguments what the macro is called with, as written
     * @param config its configuration
     * @param at where it stands
     */
    public record TestSpec(
            String name,
            Optional<String> namespace,
            Optional<String> customName,
            String description,
            Map<String, @Nullable Object> arguments,
            Map<String, @Nullable Object> config,
            YamlNode at) {
        /** Keys of a test that configure it, in dbt's order; everything else is an argument of its macro. */
        public static final List<String> CONFIG_KEYS = List.of(
                "severity",
                "tags",
                "enabled",
                "where",
                "limit",
                "warn_if",
                "error_if",
                "fail_calc",
                "store_failures",
                "store_failures_as",
                "meta",
                "database",
                "schema",
                "alias");

        /** Copies the maps, and keeps of {@code at} the place only. */
        public TestSpec {
            at = at.place();
            arguments = Frozen.copy(arguments);
            config = Frozen.copy(config);
        }
    }
}
