package dev.floe.models.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a properties file says of one model, seed, snapshot, analysis or singular test.
 *
 * @param name the resource's name
 * @param description text, possibly with Jinja ({@code doc(…)})
 * @param columns in the order of the file
 * @param tests generic tests on the resource as a whole
 * @param config the {@code config:} map, with the older top-level spellings merged in
 * @param path the file
 * @param at where the entry stands
 */
public record ResourceProperties(
        String name,
        String description,
        List<Column> columns,
        List<TestSpec> tests,
        Map<String, @Nullable Object> config,
        String path,
        YamlNode at) {

    /** Copies the collections. */
    public ResourceProperties {
        columns = List.copyOf(columns);
        tests = List.copyOf(tests);
    }

    /**
     * One column.
     *
     * @param dataType as written
     * @param quote whether the name is to be quoted in SQL
     */
    public record Column(
            String name,
            String description,
            Optional<String> dataType,
            boolean quote,
            List<String> tags,
            Map<String, @Nullable Object> meta,
            List<TestSpec> tests) {
        /** Copies the collections. */
        public Column {
            tags = List.copyOf(tags);
            tests = List.copyOf(tests);
        }
    }

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
            YamlNode at) {}
}
