package dev.floe.iceberg.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.duckdb.Sql;
import dev.floe.iceberg.QualifiedName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The query of a view as DuckDB's own parser takes it apart: which tables it names in full, and the same query with some of them
 * named otherwise. DuckDB (1.5.5) takes SELECT apart and nothing else; in another query, PIVOT for one, names count that are written in
 * three quoted parts, as floe writes them.
 */
final class ViewQuery {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CATALOG = "catalog_name";
    private static final String SCHEMA = "schema_name";
    private static final String TABLE = "table_name";
    private static final String PART = "\"((?:[^\"]|\"\")+)\"";
    private static final Pattern WRITTEN = Pattern.compile(PART + "\\." + PART + "\\." + PART);

    private final Connection connection;
    private final String sql;

    ViewQuery(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** The tables and views that the query names with their catalog and schema. */
    Set<QualifiedName> names() throws SQLException {
        Set<QualifiedName> names = new LinkedHashSet<>();
        JsonNode tree = parsed();
        if (isTakenApart(tree)) {
            each(tree, (name, node) -> names.add(name));
        } else {
            WRITTEN.matcher(sql).results().forEach(found -> names.add(name(found)));
        }
        return names;
    }

    /** The query with its tables named as the function says; as it is where that changes nothing. */
    String renamed(UnaryOperator<QualifiedName> names) throws SQLException {
        JsonNode tree = parsed();
        if (!isTakenApart(tree)) {
            return WRITTEN.matcher(sql).replaceAll(found -> {
                QualifiedName name = names.apply(name(found));
                return Matcher.quoteReplacement(Sql.qualified(name.catalog(), name.schema(), name.name()));
            });
        }
        boolean[] changed = {false};
        each(tree, (name, node) -> {
            QualifiedName now = names.apply(name);
            if (!now.equals(name)) {
                node.put(CATALOG, now.catalog()).put(SCHEMA, now.schema()).put(TABLE, now.name());
                changed[0] = true;
            }
        });
        return changed[0] ? ask("SELECT json_deserialize_sql(?::JSON)", tree.toString()) : sql;
    }

    private static QualifiedName name(MatchResult found) {
        return new QualifiedName(part(found, 1), part(found, 2), part(found, 3));
    }

    private static String part(MatchResult found, int index) {
        return found.group(index).replace("\"\"", "\"");
    }

    private JsonNode parsed() throws SQLException {
        try {
            return JSON.readTree(ask("SELECT json_serialize_sql(?::VARCHAR)", sql));
        } catch (JsonProcessingException e) {
            throw new SQLException("DuckDB took a query apart into something else than JSON", e);
        }
    }

    private static boolean isTakenApart(JsonNode tree) {
        return !tree.path("error").asBoolean();
    }

    private static void each(JsonNode node, BiConsumer<QualifiedName, ObjectNode> found) {
        if (node instanceof ObjectNode object
                && "BASE_TABLE".equals(object.path("type").asText())) {
            String catalog = object.path(CATALOG).asText();
            String schema = object.path(SCHEMA).asText();
            if (!catalog.isBlank() && !schema.isBlank()) {
                found.accept(
                        new QualifiedName(catalog, schema, object.path(TABLE).asText()), object);
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
