package dev.floe.models.run;

import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.models.context.QueryResult;
import dev.floe.models.graph.RelationName;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.sql.Dialect;
import dev.floe.models.target.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at what is in the databases of a project. */
public final class CatalogRun {
    private final ParsedProject project;
    private final Target target;
    private final Optional<Connection> callers;
    private final DuckDbExtensions extensions;

    /**
     * @param callers the caller's connection, if floe is to work on its instance
     */
    public CatalogRun(ParsedProject project, Target target, Optional<Connection> callers, DuckDbExtensions extensions) {
        this.project = project;
        this.target = target;
        this.callers = callers;
        this.extensions = extensions;
    }

    /**
     * A column of a relation as the database has it.
     *
     * @param kind {@code BASE TABLE} or {@code VIEW}
     * @param index from 1
     */
    public record Column(
            String schema,
            String relation,
            String kind,
            @Nullable String relationComment,
            String name,
            int index,
            String type,
            @Nullable String comment) {}

    /** The columns of every relation of some databases, by the lower-case name of the relation, in their order. */
    public Map<String, List<Column>> columns(Collection<RelationName> wanted) {
        Dialect dialect = project.contexts().settings().dialect();
        Map<String, List<Column>> found = new LinkedHashMap<>();
        try (Session session = Session.open(target, callers, extensions, dialect, connections -> connections);
                Connection connection = session.connections().open()) {
            TreeSet<String> databases = new TreeSet<>();
            wanted.forEach(relation -> databases.add(relation.database()));
            for (String database : databases) {
                QueryResult rows = session.statements().query(connection, dialect.columnsIn(database));
                for (List<@Nullable Object> row : rows.rows()) {
                    Column column = column(row);
                    found.computeIfAbsent(key(database, column.schema(), column.relation()), key -> new ArrayList<>())
                            .add(column);
                }
            }
            return found;
        } catch (SQLException e) {
            throw DuckDbException.of(e, target.redactor(), "Looking at the databases");
        }
    }

    private static Column column(List<@Nullable Object> row) {
        return new Column(
                String.valueOf(row.get(0)),
                String.valueOf(row.get(1)),
                String.valueOf(row.get(2)),
                text(row.get(3)),
                String.valueOf(row.get(4)),
                ((Number) java.util.Objects.requireNonNull(row.get(5))).intValue(),
                String.valueOf(row.get(6)),
                text(row.get(7)));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** The name that a relation is found by. */
    public static String key(RelationName relation) {
        return key(relation.database(), relation.schema(), relation.identifier());
    }

    private static String key(String database, String schema, String relation) {
        return (database + "." + schema + "." + relation).toLowerCase(Locale.ROOT);
    }
}
