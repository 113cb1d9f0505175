package dev.floe.iceberg.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.iceberg.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The query of a view as DuckDB's own parser takes it apart: which tables of the catalog it names, and the same query with some of them
 * read elsewhere. DuckDB (1.5.5) takes SELECT apart and nothing else, PIVOT for one; such a query names nothing and stays as it is.
 */
final class ViewQuery {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CATALOG = "catalog_name";

    private final Connection connection;
    private final String sql;
    private final String alias;

    /**
     * @param alias the attached catalog's
     */
    ViewQuery(Connection connection, String sql, String alias) {
        this.connection = connection;
        this.sql = sql;
        this.alias = alias;
    }

    /** The tables and views of the catalog that the query names. */
    Set<TableName> names() throws SQLException {
        Map<TableName, Boolean> names = new LinkedHashMap<>();
        each(parsed(), (name, node) -> names.put(name, true));
        return names.keySet();
    }

    /** The query with these names read from another database, in the schema of their namespace. */
    String reading(Set<TableName> elsewhere, String database) throws SQLException {
        JsonNode tree = parsed();
        boolean[] changed = {false};
        each(tree, (name, node) -> {
            if (elsewhere.contains(name)) {
                node.put(CATALOG, database);
                changed[0] = true;
            }
        });
        return changed[0] ? ask("SELECT json_deserialize_sql(?::JSON)", tree.toString()) : sql;
    }

    private JsonNode parsed() throws SQLException {
        try {
            return JSON.readTree(ask("SELECT json_serialize_sql(?::VARCHAR)", sql));
        } catch (JsonProcessingException e) {
            throw new SQLException("DuckDB took a query apart into something else than JSON", e);
        }
    }

    private void each(JsonNode node, BiConsumer<TableName, ObjectNode> found) {
        if (node instanceof ObjectNode object
                && "BASE_TABLE".equals(object.path("type").asText())) {
            String schema = object.path("schema_name").asText();
            if (alias.equalsIgnoreCase(object.path(CATALOG).asText()) && !schema.isBlank()) {
                found.accept(
                        new TableName(
                                List.of(schema.split("\\.", -1)),
                                object.path("table_name").asText()),
                        object);
            }
        }
        node.forEach(child -> each(child, found));
    }

    private String ask(String question, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, text);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
