package dev.floe.models.graph;

import static java.util.Objects.requireNonNull;

/**
 * The full name of a table or view; unquoted.
 *
 * @param database the database, or the alias of the attached catalog
 * @param schema the schema; on Iceberg the namespace, its levels separated by dots
 * @param identifier the table or view
 */
public record RelationName(String database, String schema, String identifier) {
    /** Checks that nothing is null. */
    public RelationName {
        requireNonNull(database, "database");
        requireNonNull(schema, "schema");
        requireNonNull(identifier, "identifier");
    }

    /** The same place under another name. */
    public RelationName withIdentifier(String other) {
        return new RelationName(database, schema, other);
    }

    /** {@code database.schema.identifier}, for people. */
    @Override
    public String toString() {
        return database + "." + schema + "." + identifier;
    }
}
