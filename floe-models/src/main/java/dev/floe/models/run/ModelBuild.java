package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.models.NodeResult;
import dev.floe.models.RunException;
import dev.floe.models.context.Macros.Macro;
import dev.floe.models.graph.ModelNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** Builds models and snapshots as their materialization says. Thread-safe. */
final class ModelBuild {
    private static final String EXTERNAL = "external";

    private final RunTools tools;
    private final IncrementalBuild incremental;
    private final MicrobatchBuild microbatches;
    private final SnapshotBuild snapshots;
    private final CustomBuild custom;
    private final ExternalBuild external;
    private final Contract contract;
    private final Comments comments;

    ModelBuild(RunTools tools) {
        this.tools = tools;
        this.incremental = new IncrementalBuild(tools);
        this.snapshots = new SnapshotBuild(tools);
        this.custom = new CustomBuild(tools);
        this.external = new ExternalBuild(tools);
        this.contract = new Contract(tools);
        this.comments = new Comments(tools);
        this.microbatches = new MicrobatchBuild(tools, incremental, contract, comments);
    }

    NodeResult build(ModelNode model, Connection connection, NodeProgress progress) throws SQLException {
        if (Batches.has(model) && tools.compiler().materialization(model).isEmpty()) {
            return microbatches.build(model, connection, progress);
        }
        CompiledNode compiled = tools.compiler().compile(model, tools.database(connection, model));
        String sql = compiled.sql();
        progress.compiled(tools.files().compiled(model, compiled), sql);
        if (sql.isBlank()) {
            throw new RunException(
                    ErrorCode.SQL_FAILED,
                    model.head().path() + ": the model has no SQL once its template is rendered",
                    null);
        }
        Optional<Macro> block = tools.compiler().materialization(model);
        if ((block.isPresent() || EXTERNAL.equals(model.config().materialized()))
                && tools.options(model).audit().isPresent()) {
            throw Audits.impossible(
                    model.relation(),
                    "for the materialization '" + model.config().materialized() + "'");
        }
        if (block.isPresent()) {
            return progress.built(
                    model.relation(),
                    tools.noting(model, connection, () -> custom.build(model, block.get(), sql, connection)));
        }
        contract.check(model, sql, connection);
        OptionalLong rows = tools.withHooks(model, model.relation(), connection, () -> {
            OptionalLong built = materialize(model, sql, connection);
            comments.write(model, connection);
            return built;
        });
        return progress.built(model.relation(), rows);
    }

    private OptionalLong materialize(ModelNode model, String sql, Connection connection) throws SQLException {
        return switch (model.config().materialized()) {
            case "view" -> {
                tools.store().view(connection, model.relation(), sql);
                yield OptionalLong.empty();
            }
            case "incremental" -> incremental.build(model, sql, connection);
            case EXTERNAL -> external.build(model, sql, connection);
            case "snapshot" -> snapshots.build(model, sql, connection);
            default -> table(tools, contract, model, sql, connection);
        };
    }

    /** Builds a model's table, with the columns of its contract where it has one. */
    static OptionalLong table(RunTools tools, Contract contract, ModelNode model, String sql, Connection connection)
            throws SQLException {
        Optional<TableOptions.Columns> columns = contract.columns(model, connection);
        String select = columns.map(declared -> tools.dialect().columnsOf(declared.names(), sql))
                .orElse(sql);
        return tools.store()
                .table(
                        connection,
                        model.relation(),
                        select,
                        tools.options(model).with(columns));
    }
}
