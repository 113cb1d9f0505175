package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.jinja.Values;
import dev.floe.models.RunException;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.RelationKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds incremental models: from nothing where there is no table or a full refresh is asked for; else the new rows become a temporary
 * table, and the macro of the strategy says how they get into the table that is there. Thread-safe.
 */
final class IncrementalBuild {
    private static final String TEMPORARY = "__dbt_tmp";

    private final RunTools tools;
    private final SchemaChanges schemaChanges;
    private final Contract contract;

    IncrementalBuild(RunTools tools) {
        this.tools = tools;
        this.schemaChanges = new SchemaChanges(tools);
        this.contract = new Contract(tools);
    }

    OptionalLong build(ModelNode model, String sql, Connection connection) throws SQLException {
        RelationName relation = model.relation();
        Optional<RelationKind> there = tools.store().kindOf(connection, relation);
        if (!there.equals(Optional.of(RelationKind.TABLE)) || tools.compiler().fullRefresh(model)) {
            return ModelBuild.table(tools, contract, model, sql, connection);
        }
        TableOptions options = tools.options(model);
        if (options.audit().isPresent() && appends(model) && !tools.store().isTransactional(relation)) {
            return tools.store().append(connection, relation, appended(model, sql, connection), options);
        }
        return change(model, sql, Map.of(), connection);
    }

    /**
     * Changes the table as the strategy says.
     *
     * @param names what only its macro sees
     */
    OptionalLong change(ModelNode model, String sql, Map<String, @Nullable Object> names, Connection connection)
            throws SQLException {
        RelationName relation = model.relation();
        RelationName fresh = tools.dialect().temporary(relation.identifier() + TEMPORARY);
        return tools.withTemporary(fresh, sql, connection, () -> {
            Map<String, String> columns = schemaChanges.apply(
                    model, "select * from " + tools.dialect().relation(fresh), connection);
            String change = strategy(model, fresh, columns, names, connection);
            return tools.store().change(connection, relation, change, tools.options(model));
        });
    }

    /** The new rows with the columns that the table has, or is given now, as {@code on_schema_change} says. */
    String fitted(ModelNode model, String sql, Connection connection) throws SQLException {
        Map<String, String> now = tools.database(connection, model).columns(sql);
        Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        wanted.addAll(schemaChanges.apply(model, sql, connection).keySet());
        return tools.dialect()
                .selectColumns(now.keySet().stream().filter(wanted::contains).toList(), sql);
    }

    /** A condition together with the model's {@code incremental_predicates}. */
    String narrowed(ModelNode model, String condition) {
        List<String> all = new ArrayList<>(List.of(condition));
        List<String> predicates = model.config().texts("predicates");
        (predicates.isEmpty() ? model.config().texts("incremental_predicates") : predicates)
                .forEach(each -> all.add("(" + each + ")"));
        return String.join(" and ", all);
    }

    private static boolean appends(ModelNode model) {
        return model.config().text("incremental_strategy").equals(Optional.of("append"));
    }

    /** The new rows, with the columns that the table has. */
    private String appended(ModelNode model, String sql, Connection connection) {
        if (!model.config().text("on_schema_change").orElse("ignore").equals("ignore")) {
            throw new RunException(
                    ErrorCode.PROJECT_INVALID,
                    model.head().path() + ": on_schema_change has to be 'ignore' where rows are audited before they are"
                            + " appended to an Iceberg table",
                    null);
        }
        SessionDatabase database = tools.database(connection, model);
        Map<String, String> there =
                database.columns("select * from " + tools.dialect().relation(model.relation()));
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(there.keySet());
        List<String> written =
                database.columns(sql).keySet().stream().filter(names::contains).toList();
        return tools.dialect().selectColumns(written, sql);
    }

    private String strategy(
            ModelNode model,
            RelationName fresh,
            Map<String, String> columns,
            Map<String, @Nullable Object> names,
            Connection connection) {
        NodeConfig config = model.config();
        String strategy = config.text("incremental_strategy").orElse("default");
        Object predicates = config.get("predicates")
                .or(() -> config.get("incremental_predicates"))
                .orElse(null);
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("target_relation", tools.compiler().relation(model.relation()));
        arguments.put("temp_relation", tools.compiler().relation(fresh));
        arguments.put("unique_key", config.get("unique_key").orElse(null));
        arguments.put("dest_columns", tools.compiler().columns(columns));
        arguments.put("incremental_predicates", predicates);
        String macro = "get_incremental_" + strategy.replace('+', '_') + "_sql";
        return tools.compiler()
                .callMacro(model, macro, tools.database(connection, model), names, Values.dict(arguments))
                .orElseThrow(() -> new RunException(
                        ErrorCode.PROJECT_INVALID,
                        model.head().path() + ": incremental_strategy '" + strategy
                                + "' is not known; there are append,"
                                + " delete+insert, merge and microbatch, and any for which the project has a macro "
                                + macro,
                        null));
    }
}
