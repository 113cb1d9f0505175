package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.models.NodeResult;
import dev.floe.models.RunException;
import dev.floe.models.graph.ModelNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Builds models and snapshots as their materialization says. Thread-safe. */
final class ModelBuild {
    private final RunTools tools;
    private final IncrementalBuild incremental;
    private final SnapshotBuild snapshots;

    ModelBuild(RunTools tools) {
        this.tools = tools;
        this.incremental = new IncrementalBuild(tools);
        this.snapshots = new SnapshotBuild(tools);
    }

    NodeResult build(ModelNode model, Connection connection, NodeProgress progress) throws SQLException {
        String sql = tools.compiler().compile(model, tools.database(connection, model));
        progress.compiled(tools.files().compiled(model, sql));
        if (sql.isBlank()) {
            throw new RunException(
                    ErrorCode.SQL_FAILED,
                    model.head().path() + ": the model has no SQL once its template is rendered",
                    null);
        }
        OptionalLong rows =
                tools.withHooks(model, model.relation(), connection, () -> materialize(model, sql, connection));
        return progress.built(model.relation(), rows);
    }

    private OptionalLong materialize(ModelNode model, String sql, Connection connection) throws SQLException {
        return switch (model.config().materialized()) {
            case "view" -> {
                tools.store().view(connection, model.relation(), sql);
                yield OptionalLong.empty();
            }
            case "incremental" -> incremental.build(model, sql, connection);
            case "snapshot" -> snapshots.build(model, sql, connection);
            default -> tools.store().table(connection, model.relation(), sql, tools.options(model));
        };
    }
}
