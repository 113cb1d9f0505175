package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.Sql;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.IcebergView;
import dev.floe.iceberg.QualifiedName;
import dev.floe.iceberg.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.View;

/** Views of the catalog, and views of the session that stand for them. */
final class CatalogViews {
    static final String DIALECT = "duckdb";
    static final String COMMENT = "comment";

    private final CatalogSession session;
    private final ConnectionSource connections;
    private final CatalogErrors errors;
    private final String alias;
    private final String database;

    CatalogViews(
            CatalogSession session, ConnectionSource connections, CatalogErrors errors, String alias, String database) {
        this.session = session;
        this.connections = connections;
        this.errors = errors;
        this.alias = alias;
        this.database = database;
    }

    static IcebergView of(TableName name, View view) {
        return new IcebergView(name, query(view), Schemas.columns(view.schema()), view.properties());
    }

    /** Asks for the dialect itself: the library gives any other one's query rather than none. */
    private static Optional<String> query(View view) {
        return view.currentVersion().representations().stream()
                .filter(SQLViewRepresentation.class::isInstance)
                .map(SQLViewRepresentation.class::cast)
                .filter(each -> each.dialect().equalsIgnoreCase(DIALECT))
                .map(SQLViewRepresentation::sql)
                .findFirst();
    }

    IcebergView put(TableName name, String sql, Map<String, String> properties) {
        try (Connection connection = connections.open()) {
            return put(
                    name,
                    sql,
                    reading(connection, sql, views(names(connection, sql)).keySet()),
                    properties);
        } catch (SQLException e) {
            throw DuckDbException.of(e, errors.redactor(), "The query of view " + name);
        }
    }

    /** A view that is as it should be is left alone, so that it gets a version only when something changes. */
    IcebergView put(TableName name, String sql, String readable, Map<String, String> properties) {
        try (Connection connection = connections.open()) {
            Schema described = SelectColumns.describeView(connection, name, readable);
            Optional<View> known = session.loadView(name);
            Schema schema =
                    known.map(view -> Schemas.inherit(described, view.schema())).orElse(described);
            boolean same = known.filter(view -> query(view).equals(Optional.of(sql))
                            && Schemas.columns(view.schema()).equals(Schemas.columns(schema))
                            && view.properties().entrySet().containsAll(properties.entrySet()))
                    .isPresent();
            return of(name, same ? known.orElseThrow() : session.putView(name, DIALECT, sql, schema, properties));
        } catch (SQLException e) {
            throw DuckDbException.of(e, errors.redactor(), "The query of view " + name);
        }
    }

    /** Writes comments of a view and its columns. */
    void describe(TableName name, Optional<String> comment, Map<String, String> columns) {
        View view = session.loadView(name).orElseThrow(() -> new NoSuchViewException("There is no such view"));
        Schema schema = Schemas.commented(view.schema(), columns);
        boolean same = Schemas.columns(view.schema()).equals(Schemas.columns(schema))
                && comment.filter(text -> !text.equals(view.properties().get(COMMENT)))
                        .isEmpty();
        if (!same) {
            Map<String, String> properties = new HashMap<>();
            comment.ifPresent(text -> properties.put(COMMENT, text));
            session.putView(name, DIALECT, query(view).orElseThrow(), schema, properties);
        }
    }

    private Set<TableName> names(Connection connection, String sql) throws SQLException {
        Set<TableName> names = new LinkedHashSet<>();
        for (QualifiedName name : new ViewQuery(connection, sql).names()) {
            own(name).ifPresent(names::add);
        }
        return names;
    }

    private Optional<TableName> own(QualifiedName name) {
        return name.catalog().equalsIgnoreCase(alias)
                ? Optional.of(new TableName(List.of(name.schema().split("\\.", -1)), name.name()))
                : Optional.empty();
    }

    /** The query with views read in the session. */
    private String reading(Connection connection, String sql, Set<TableName> views) throws SQLException {
        return new ViewQuery(connection, sql)
                .renamed(name -> own(name).filter(views::contains).isPresent()
                        ? new QualifiedName(database, name.schema(), name.name())
                        : name);
    }

    /** Those of the names that are views with a query for DuckDB. */
    private Map<TableName, String> views(Collection<TableName> names) {
        Map<TableName, String> views = new HashMap<>();
        for (TableName name : names) {
            session.loadView(name).flatMap(CatalogViews::query).ifPresent(sql -> views.put(name, sql));
        }
        return views;
    }

    List<TableName> recreate(Collection<TableName> wanted) {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            Map<TableName, String> known = new HashMap<>();
            Map<TableName, Set<TableName>> reads = new HashMap<>();
            List<TableName> open = new ArrayList<>(wanted);
            Set<TableName> asked = new HashSet<>();
            while (!open.isEmpty()) {
                TableName name = open.remove(0);
                if (asked.add(name)) {
                    String sql = views(List.of(name)).get(name);
                    if (sql != null) {
                        Set<TableName> names = names(connection, sql);
                        known.put(name, sql);
                        reads.put(name, names);
                        open.addAll(names);
                    }
                }
            }
            LinkedHashSet<TableName> order = new LinkedHashSet<>();
            known.keySet().stream()
                    .sorted(java.util.Comparator.comparing(TableName::toString))
                    .forEach(name -> visit(name, reads, order, new LinkedHashSet<>()));
            for (TableName name : order) {
                String schema = String.join(".", name.namespace());
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.qualified(database, schema));
                statement.execute("CREATE OR REPLACE VIEW " + Sql.qualified(database, schema, name.name()) + " AS "
                        + reading(connection, known.getOrDefault(name, ""), known.keySet()));
            }
            return List.copyOf(order);
        } catch (SQLException e) {
            throw DuckDbException.of(e, errors.redactor(), "Making the catalog's views again in the session");
        }
    }

    private static void visit(
            TableName name, Map<TableName, Set<TableName>> reads, Set<TableName> order, Set<TableName> path) {
        if (order.contains(name)) {
            return;
        }
        if (!path.add(name)) {
            throw new IcebergException(
                    ErrorCode.SCHEMA_INVALID, "Views read each other in a circle: " + path, name, null, null);
        }
        for (TableName read : reads.getOrDefault(name, Set.of())) {
            if (reads.containsKey(read)) {
                visit(read, reads, order, path);
            }
        }
        path.remove(name);
        order.add(name);
    }
}
