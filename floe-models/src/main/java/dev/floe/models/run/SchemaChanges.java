package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.models.RunException;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What happens to an incremental model's table when its SELECT has other columns than the table: {@code on_schema_change}. */
final class SchemaChanges {
    private static final String IGNORE = "ignore";
    private static final String APPEND = "append_new_columns";
    private static final String SYNC = "sync_all_columns";
    private static final String FAIL = "fail";
    private static final Set<String> KNOWN = Set.of(IGNORE, APPEND, SYNC, FAIL);

    private final RunTools tools;

    SchemaChanges(RunTools tools) {
        this.tools = tools;
    }

    /**
     * Changes the table where the model wants it.
     *
     * @param fresh the SELECT of the model's new rows
     * @return the columns to be written, with their types: the table's if changes are ignored, else those of the new rows
     * @throws RunException {@code SCHEMA_INVALID} if the columns differ and the model wants that to fail
     */
    Map<String, String> apply(ModelNode model, String fresh, Connection connection) throws SQLException {
        SessionDatabase database = tools.database(connection, model);
        Map<String, String> there =
                database.columns("select * from " + tools.dialect().relation(model.relation()));
        String wanted =
                model.config().text("on_schema_change").filter(KNOWN::contains).orElse(IGNORE);
        if (wanted.equals(IGNORE)) {
            return there;
        }
        Map<String, String> now = database.columns(fresh);
        Difference difference = Difference.of(there, now);
        if (!difference.isEmpty()) {
            if (wanted.equals(FAIL)) {
                throw new RunException(
                        ErrorCode.SCHEMA_INVALID,
                        model.head().path() + ": the columns of " + model.relation()
                                + " and of the model's SELECT differ"
                                + difference + "; on_schema_change is 'fail'. Set it to append_new_columns or"
                                + " sync_all_columns, change the table, or run with --full-refresh.",
                        null);
            }
            for (String sql : alterations(model.relation(), difference, wanted.equals(SYNC))) {
                tools.statements().execute(connection, sql);
            }
        }
        return now;
    }

    private List<String> alterations(RelationName relation, Difference difference, boolean everything) {
        Dialect dialect = tools.dialect();
        List<String> work = new ArrayList<>();
        difference.added().forEach((name, type) -> work.add(dialect.addColumn(relation, name, type)));
        if (everything) {
            difference.removed().forEach(name -> work.add(dialect.dropColumn(relation, name)));
            difference.retyped().forEach((name, type) -> work.add(dialect.alterColumnType(relation, name, type)));
        }
        return work;
    }

    private record Difference(Map<String, String> added, List<String> removed, Map<String, String> retyped) {
        static Difference of(Map<String, String> there, Map<String, String> now) {
            Map<String, String> types = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            types.putAll(there);
            Map<String, String> added = new LinkedHashMap<>();
            Map<String, String> retyped = new LinkedHashMap<>();
            now.forEach((name, type) -> {
                String before = types.remove(name);
                if (before == null) {
                    added.put(name, type);
                } else if (!before.equals(type)) {
                    retyped.put(name, type);
                }
            });
            return new Difference(added, List.copyOf(types.keySet()), retyped);
        }

        boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty() && retyped.isEmpty();
        }

        @Override
        public String toString() {
            List<String> parts = new ArrayList<>();
            added.forEach((name, type) -> parts.add("new: " + name + " " + type.toLowerCase(Locale.ROOT)));
            removed.forEach(name -> parts.add("gone: " + name));
            retyped.forEach(
                    (name, type) -> parts.add("of another type: " + name + " " + type.toLowerCase(Locale.ROOT)));
            return " (" + String.join(", ", parts) + ")";
        }
    }
}
