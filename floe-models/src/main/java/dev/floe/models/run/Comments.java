package dev.floe.models.run;

import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes descriptions into the database or catalog where {@code persist_docs} asks for it. */
final class Comments {
    private final RunTools tools;

    Comments(RunTools tools) {
        this.tools = tools;
    }

    /** Describes a relation that was built, and its columns. */
    void write(RelationNode node, Connection connection) throws SQLException {
        Map<String, @Nullable Object> wanted = ((Node) node).config().map("persist_docs");
        Optional<String> text = Boolean.TRUE.equals(wanted.get("relation"))
                ? Optional.of(node.head().description()).filter(said -> !said.isEmpty())
                : Optional.empty();
        Map<String, String> columns = new LinkedHashMap<>();
        if (Boolean.TRUE.equals(wanted.get("columns"))) {
            node.columns().forEach(column -> columns.put(column.name(), column.description()));
        }
        if (text.isPresent() || !columns.isEmpty()) {
            tools.store().describe(connection, node.relation(), text, columns);
        }
    }
}
