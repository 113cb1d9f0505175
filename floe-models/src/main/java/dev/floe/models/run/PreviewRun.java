package dev.floe.models.run;

import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.models.Preview;
import dev.floe.models.context.QueryResult;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.SeedNode;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.sql.Dialect;
import dev.floe.models.target.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Renders nodes, or SQL that is no node's, and looks at the first rows; nothing is built. */
public final class PreviewRun {
    private static final String INLINE = "inline_query";
    private static final Set<ResourceType> SHOWN = Set.of(
            ResourceType.MODEL, ResourceType.SNAPSHOT, ResourceType.TEST, ResourceType.ANALYSIS, ResourceType.SEED);

    private final ParsedProject project;
    private final Target target;
    private final Optional<Connection> callers;
    private final DuckDbExtensions extensions;

    /**
     * @param callers the caller's connection, if floe is to work on its instance
     */
    public PreviewRun(ParsedProject project, Target target, Optional<Connection> callers, DuckDbExtensions extensions) {
        this.project = project;
        this.target = target;
        this.callers = callers;
        this.extensions = extensions;
    }

    /** Something with a compiler and a connection. */
    private interface Work<T> {
        T with(NodeCompiler compiler, Connection connection, Session session) throws SQLException;
    }

    /**
     * The rows of nodes, in the order of their ids; of a seed those of its table.
     *
     * @param limit how many rows at most; below 0 for all
     * @throws dev.floe.FloeException if a template cannot be rendered or its SQL cannot be run
     */
    public List<Preview> nodes(Collection<String> ids, int limit) {
        List<Node> nodes = ids.stream()
                .sorted()
                .map(project.graph()::node)
                .filter(node -> SHOWN.contains(node.type()))
                .toList();
        return inSession("Showing rows", (compiler, connection, session) -> {
            List<Preview> previews = new ArrayList<>();
            for (Node node : nodes) {
                SessionDatabase database = database(node.name(), connection, session);
                String sql = node instanceof SeedNode seed
                        ? "select * from " + database.dialect().relation(session.readName(seed.relation()))
                        : compiler.compile(node, database).sql();
                previews.add(preview(node.name(), sql, limit, database));
            }
            return previews;
        });
    }

    /**
     * SQL, with Jinja, that may refer to every node, rendered.
     *
     * @throws dev.floe.FloeException if it cannot be rendered
     */
    public String rendered(String sql) {
        return inSession(
                "Rendering SQL",
                (compiler, connection, session) ->
                        compiler.inline(inline(), sql, database(INLINE, connection, session)));
    }

    /**
     * The rows of SQL, with Jinja, that may refer to every node.
     *
     * @param limit how many rows at most; below 0 for all
     * @throws dev.floe.FloeException if it cannot be rendered or run
     */
    public Preview inline(String sql, int limit) {
        return inSession("Showing rows", (compiler, connection, session) -> {
            SessionDatabase database = database(INLINE, connection, session);
            return preview(INLINE, compiler.inline(inline(), sql, database), limit, database);
        });
    }

    private static Preview preview(String name, String sql, int limit, SessionDatabase database) throws SQLException {
        // A statement of its own may follow no other, and a comment at the end must not swallow what comes behind.
        String select = sql.strip().replaceAll(";\\s*$", "");
        String query = limit < 0 ? select : database.dialect().limited(select, String.valueOf(limit));
        QueryResult result = database.statements().query(database.connection(), query);
        return new Preview(name, result.columns(), result.rows());
    }

    private SessionDatabase database(String name, Connection connection, Session session) {
        return new SessionDatabase(
                connection, dialect(), session.statements(), session, target.redactor(), name, false);
    }

    private Dialect dialect() {
        return project.contexts().settings().dialect();
    }

    private <T> T inSession(String what, Work<T> work) {
        try (Session session = Session.open(target, callers, extensions, dialect(), connections -> connections);
                Connection connection = session.connections().open()) {
            return work.with(new NodeCompiler(project, session), connection, session);
        } catch (SQLException e) {
            throw DuckDbException.of(e, target.redactor(), what, dev.floe.ErrorCode.SQL_FAILED);
        }
    }

    /** What stands for a node; it may refer to every one. */
    private ModelNode inline() {
        String name = project.project().name();
        NodeHead head = new NodeHead(
                "sql_operation." + name + "." + INLINE,
                ResourceType.OPERATION,
                INLINE,
                name,
                List.of(name, INLINE),
                INLINE,
                "");
        RelationName relation = new RelationName(
                project.contexts().settings().target().database(),
                project.contexts().settings().target().schema(),
                INLINE);
        return new ModelNode(
                head, NodeConfig.EMPTY, List.copyOf(project.graph().nodes().keySet()), "", relation, List.of());
    }
}
