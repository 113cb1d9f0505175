package dev.floe.models.run;

import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.RelationNode;
import dev.floe.models.project.ResourceProperties.Column;
import dev.floe.models.sql.RelationKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes descriptions into a DuckDB database where {@code persist_docs} asks for it. */
final class Comments {
    private final RunTools tools;

    Comments(RunTools tools) {
        this.tools = tools;
    }

    /** Describes a relation that was built, and its columns. */
    void write(RelationNode node, RelationKind kind, Connection connection) throws SQLException {
        Node described = (Node) node;
        Map<String, @Nullable Object> wanted = described.config().map("persist_docs");
        RelationName relation = node.relation();
        if (wanted.isEmpty() || !tools.store().isTransactional(relation)) {
            return;
        }
        String text = node.head().description();
        if (Boolean.TRUE.equals(wanted.get("relation")) && !text.isEmpty()) {
            tools.statements().execute(connection, tools.dialect().comment(relation, kind, text));
        }
        if (Boolean.TRUE.equals(wanted.get("columns")) && !node.columns().isEmpty()) {
            Set<String> there = new TreeSet<>(tools.database(connection, described)
                    .columns("select * from " + tools.dialect().relation(relation))
                    .keySet());
            for (Column column : node.columns()) {
                if (there.contains(column.name())) {
                    tools.statements()
                            .execute(
                                    connection,
                                    tools.dialect().commentColumn(relation, column.name(), column.description()));
                }
            }
        }
    }
}
