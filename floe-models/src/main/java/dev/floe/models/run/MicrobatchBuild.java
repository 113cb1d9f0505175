package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.duckdb.DuckDbException;
import dev.floe.jinja.Callable;
import dev.floe.models.NodeResult;
import dev.floe.models.RunException;
import dev.floe.models.context.ContextSettings;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.RelationName;
import dev.floe.models.run.Batches.Batch;
import dev.floe.models.sql.RelationKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Builds incremental models with the strategy {@code microbatch}: span by span of time, each a change of its own that puts the span's
 * rows in the place of those that the table has. What a model reads is narrowed to the span, where it says its {@code event_time}.
 * Thread-safe.
 */
final class MicrobatchBuild {
    private static final String MACRO = "get_incremental_microbatch_sql";

    private final RunTools tools;
    private final IncrementalBuild incremental;
    private final Contract contract;
    private final Comments comments;

    MicrobatchBuild(RunTools tools, IncrementalBuild incremental, Contract contract, Comments comments) {
        this.tools = tools;
        this.incremental = incremental;
        this.contract = contract;
        this.comments = comments;
    }

    /** Builds all batches; after one that fails the others are built all the same, unless it is the first. */
    NodeResult build(ModelNode model, Connection connection, NodeProgress progress) throws SQLException {
        boolean there = tools.store().kindOf(connection, model.relation()).equals(Optional.of(RelationKind.TABLE))
                && !tools.compiler().fullRefresh(model);
        ContextSettings settings = tools.compiler().project().contexts().settings();
        List<Batch> batches = Batches.of(
                model,
                there,
                moment(settings, "EVENT_TIME_START"),
                moment(settings, "EVENT_TIME_END"),
                settings.startedAt());
        List<String> failures = new ArrayList<>();
        long rows = 0;
        for (int i = 0; i < batches.size(); i++) {
            Batch batch = batches.get(i);
            try {
                rows += batch(model, batch, there || i > 0, i == 0, i == batches.size() - 1, connection, progress);
            } catch (SQLException | FloeException e) {
                if (i == 0) {
                    throw e;
                }
                failures.add("batch " + batch.name() + ": " + told(e));
            }
        }
        comments.write(model, connection);
        if (!failures.isEmpty()) {
            throw new RunException(
                    ErrorCode.SQL_FAILED,
                    "PARTIAL SUCCESS (" + (batches.size() - failures.size()) + "/" + batches.size() + "): "
                            + model.head().path() + ": some batches could not be built; those that could are in "
                            + model.relation() + "\n" + String.join("\n", failures),
                    null);
        }
        return progress.built(model.relation(), OptionalLong.of(rows));
    }

    private String told(Exception failure) {
        return String.valueOf(
                failure instanceof SQLException sql
                        ? DuckDbException.of(sql, tools.redactor(), "The batch").getMessage()
                        : failure.getMessage());
    }

    private static Optional<LocalDateTime> moment(ContextSettings settings, String flag) {
        return Optional.ofNullable(settings.flags().get(flag))
                .map(text -> Batches.time(text.toString(), flag.toLowerCase(java.util.Locale.ROOT)));
    }

    private long batch(
            ModelNode model,
            Batch batch,
            boolean there,
            boolean first,
            boolean last,
            Connection connection,
            NodeProgress progress)
            throws SQLException {
        SessionDatabase database = tools.database(connection, model);
        Map<String, @Nullable Object> names = NodeDescription.batch(model, batch.value());
        CompiledNode compiled = tools.compiler().compile(model, database, batch, names);
        String sql = compiled.sql();
        // As in dbt: in a full refresh the model's own SQL is not incremental in any batch, what the strategy does is.
        names.put("is_incremental", (Callable) arguments -> there);
        names.put("should_full_refresh", (Callable) arguments -> !there);
        progress.compiled(tools.files().compiled(model, compiled), sql);
        if (first) {
            contract.check(model, sql, connection);
        }
        return tools.withHooks(
                        model,
                        model.relation(),
                        connection,
                        first,
                        last,
                        () -> there
                                ? change(model, batch, sql, names, connection)
                                : ModelBuild.table(tools, contract, model, sql, connection))
                .orElse(0);
    }

    private OptionalLong change(
            ModelNode model, Batch batch, String sql, Map<String, @Nullable Object> names, Connection connection)
            throws SQLException {
        RelationName relation = model.relation();
        String column = model.config().text("event_time").orElseThrow();
        boolean own = tools.compiler()
                .project()
                .contexts()
                .override(model.head().packageName(), MACRO)
                .isPresent();
        if (!tools.store().isTransactional(relation) && !own) {
            if (model.config().get("unique_key").isPresent()) {
                throw new RunException(
                        ErrorCode.PROJECT_INVALID,
                        model.head().path() + ": the strategy microbatch of " + model.name()
                                + " takes no unique_key; rows are replaced by their event_time",
                        null);
            }
            String written = incremental.fitted(model, sql, connection);
            String condition = batch.condition(column);
            return tools.store()
                    .overwrite(
                            connection,
                            relation,
                            tools.dialect().filtered(written, condition),
                            incremental.narrowed(model, condition),
                            tools.options(model));
        }
        return incremental.change(model, sql, names, connection);
    }
}
