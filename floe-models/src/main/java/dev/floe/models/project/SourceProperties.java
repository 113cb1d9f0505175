package dev.floe.models.project;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One table of a source.
 *
 * @param sourceName the source
 * @param sourceDescription what is said of the source as a whole
 * @param database the database or catalog, when said
 * @param schema the schema; the source's name when nothing is said
 * @param identifier the table's name in the database; the table's name when nothing is said
 * @param meta of the source and the table
 * @param table name, columns, tests and the rest
 */
public record SourceProperties(
        String sourceName,
        String sourceDescription,
        Optional<String> database,
        String schema,
        String identifier,
        Map<String, @Nullable Object> meta,
        ResourceProperties table) {}
