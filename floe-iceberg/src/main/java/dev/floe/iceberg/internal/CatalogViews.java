package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.Sql;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.IcebergView;
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
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.View;

/** Views of the catalog, and views of the session that stand for them. */
final class CatalogViews {
    static final String DIALECT = "duckdb";

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
            ViewQuery query = new ViewQuery(connection, sql, alias);
            String readable = query.reading(views(query.names()).keySet(), database);
            Schema schema = SelectColumns.describe(connection, name, readable).schema();
            return of(name, session.putView(name, DIALECT, sql, schema, properties));
        } catch (SQLException e) {
            throw DuckDbException.of(e, errors.redactor(), "The query of view " + name);
        }
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
                        Set<TableName> names = new ViewQuery(connection, sql, alias).names();
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
                        + new ViewQuery(connection, known.getOrDefault(name, ""), alias)
                                .reading(known.keySet(), database));
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
