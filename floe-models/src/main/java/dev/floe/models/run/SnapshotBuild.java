package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.models.RunException;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.RelationKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds snapshots: the first time a table of all rows; later what changed becomes a temporary table, from which rows that ended are
 * closed and new ones inserted. The SQL is that of macros, which a project may replace. Thread-safe.
 */
final class SnapshotBuild {
    private static final String TEMPORARY = "__dbt_tmp";
    private static final String CHANGE = "dbt_change_type";
    private static final String KEY = "dbt_unique_key";

    private final RunTools tools;

    SnapshotBuild(RunTools tools) {
        this.tools = tools;
    }

    OptionalLong build(ModelNode snapshot, String sql, Connection connection) throws SQLException {
        RelationName relation = snapshot.relation();
        Optional<RelationKind> there = tools.store().kindOf(connection, relation);
        Map<String, @Nullable Object> names = NodeDescription.compiled(snapshot, sql);
        if (there.isEmpty()) {
            String first = call(snapshot, connection, names, "floe_snapshot_first");
            return tools.store().table(connection, relation, first, tools.options(snapshot));
        }
        if (there.get() != RelationKind.TABLE) {
            throw new RunException(
                    ErrorCode.SQL_FAILED,
                    snapshot.head().path() + ": the snapshot " + snapshot.name() + " cannot be kept in " + relation
                            + ", which is a " + there.get().word() + "; give it another name, or drop the "
                            + there.get().word(),
                    null);
        }
        Object target = tools.compiler().relation(relation);
        String staging = call(snapshot, connection, names, "floe_snapshot_staging", target);
        RelationName changes = tools.dialect().temporary(relation.identifier() + TEMPORARY);
        return tools.withTemporary(
                changes, staging, connection, () -> apply(snapshot, changes, target, names, connection));
    }

    private OptionalLong apply(
            ModelNode snapshot,
            RelationName changes,
            Object target,
            Map<String, @Nullable Object> names,
            Connection connection)
            throws SQLException {
        RelationName relation = snapshot.relation();
        SessionDatabase database = tools.database(connection, snapshot);
        Map<String, String> columns =
                database.columns("select * from " + tools.dialect().relation(changes));
        columns.keySet().removeIf(SnapshotBuild::isInternal);
        Set<String> known = database.columns("select * from " + tools.dialect().relation(relation)).keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (Map.Entry<String, String> column : columns.entrySet()) {
            if (!known.contains(column.getKey().toLowerCase(Locale.ROOT))) {
                tools.statements()
                        .execute(connection, tools.dialect().addColumn(relation, column.getKey(), column.getValue()));
            }
        }
        List<Object> quoted = new ArrayList<>();
        columns.keySet().forEach(name -> quoted.add(tools.dialect().quote(name)));
        String merge = call(
                snapshot,
                connection,
                names,
                "snapshot_merge_sql",
                target,
                tools.compiler().relation(changes),
                quoted);
        return tools.store().change(connection, relation, merge, tools.options(snapshot));
    }

    private static boolean isInternal(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        return name.equals(CHANGE) || name.matches(KEY + "(_\\d+)?");
    }

    private String call(
            ModelNode snapshot,
            Connection connection,
            Map<String, @Nullable Object> names,
            String macro,
            @Nullable Object... arguments) {
        return tools.compiler()
                .callMacro(snapshot, macro, tools.database(connection, snapshot), names, arguments)
                .orElseThrow(() -> new IllegalStateException("there is no macro " + macro));
    }
}
