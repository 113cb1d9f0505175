package dev.floe.models.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One table of a source.
 *
 * @param sourceName the source
 * @param sourceDescription what is said of the source as a whole
 * @param overrides the package whose source of this name it adds to, when it does
 * @param database the database or catalog, when said
 * @param schema the schema; empty when nothing is said, which means the source's name
 * @param identifier the table's name in the database; the table's name when nothing is said
 * @param config the {@code config:} of the source
 * @param source every other key of the source
 * @param table name, columns, tests and the rest
 */
public record SourceProperties(
        String sourceName,
        String sourceDescription,
        Optional<String> overrides,
        Optional<String> database,
        Optional<String> schema,
        String identifier,
        Map<String, @Nullable Object> config,
        Map<String, @Nullable Object> source,
        ResourceProperties table) {
    /** Copies the maps. */
    public SourceProperties {
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        source = Collections.unmodifiableMap(new LinkedHashMap<>(source));
    }
}
