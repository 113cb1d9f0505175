package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.config.Redactor;
import dev.floe.duckdb.DuckDbException;
import dev.floe.iceberg.TableWrite;
import dev.floe.models.NodeResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunException;
import dev.floe.models.context.QueryResult;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.SeedNode;
import dev.floe.models.graph.TestNode;
import dev.floe.models.parse.Hooks;
import dev.floe.models.sql.Dialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Runs single nodes. Thread-safe: each thread brings its own connection. */
final class NodeRunner {
    private static final String MDC_NODE = "floe.node";
    private static final Pattern ERROR_LINE = Pattern.compile("^LINE (\\d+):", Pattern.MULTILINE);

    private final String runId;
    private final Store store;
    private final NodeCompiler compiler;
    private final SeedReader seeds;
    private final Dialect dialect;
    private final Statements statements;
    private final Redactor redactor;
    private final CompiledFiles files;
    private final Cancellation cancellation;

    NodeRunner(
            String runId,
            Store store,
            NodeCompiler compiler,
            SeedReader seeds,
            Dialect dialect,
            Statements statements,
            Redactor redactor,
            CompiledFiles files,
            Cancellation cancellation) {
        this.runId = runId;
        this.store = store;
        this.compiler = compiler;
        this.seeds = seeds;
        this.dialect = dialect;
        this.statements = statements;
        this.redactor = redactor;
        this.files = files;
        this.cancellation = cancellation;
    }

    /** Runs a node; what goes wrong is in the result. */
    NodeResult run(Node node, Connection connection) {
        Progress progress = new Progress(node);
        MDC.put(MDC_NODE, node.uniqueId());
        try {
            if (node instanceof ModelNode model) {
                return model(model, connection, progress);
            }
            return node instanceof SeedNode seed
                    ? seed(seed, connection, progress)
                    : test((TestNode) node, connection, progress);
        } catch (SQLException e) {
            return progress.error(explain(node, e));
        } catch (FloeException e) {
            return progress.error(e);
        } catch (RuntimeException e) {
            return progress.error(new RunException(
                    ErrorCode.SQL_FAILED,
                    node.head().path() + ": an unexpected failure: " + redactor.redact(String.valueOf(e)),
                    redactor.redact(e)));
        } finally {
            MDC.remove(MDC_NODE);
        }
    }

    private FloeException explain(Node node, SQLException e) {
        if (cancellation.requested()) {
            return new RunException(ErrorCode.CANCELLED, node.head().path() + ": the run was cancelled", null);
        }
        String what =
                node instanceof SeedNode ? "Loading the seed " : node instanceof TestNode ? "The test " : "The model ";
        ErrorCode otherwise = node instanceof SeedNode ? ErrorCode.SEED_FAILED : ErrorCode.SQL_FAILED;
        return DuckDbException.of(
                e, redactor, what + node.name() + " (" + node.head().path() + ")", otherwise);
    }

    private SessionDatabase database(Connection connection, Node node) {
        return new SessionDatabase(connection, dialect, statements, store, redactor, node.name());
    }

    private Map<String, String> tags(Node node) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(TableWrite.RUN_ID, runId);
        tags.put(TableWrite.NODE, node.uniqueId());
        tags.put(TableWrite.ATTEMPT, "1");
        return tags;
    }

    private NodeResult model(ModelNode model, Connection connection, Progress progress) throws SQLException {
        String sql = compiler.compile(model, database(connection, model));
        progress.compiled(files.compiled(model, sql));
        if (sql.isBlank()) {
            throw new RunException(
                    ErrorCode.SQL_FAILED,
                    model.head().path() + ": the model has no SQL once its template is rendered",
                    null);
        }
        hooks(model, Hooks.BEFORE, connection);
        if (model.config().materialized().equals("view")) {
            store.view(connection, model.relation(), sql);
            hooks(model, Hooks.AFTER, connection);
            return progress.built(model.relation(), OptionalLong.empty());
        }
        OptionalLong rows = store.table(connection, model.relation(), sql, tags(model));
        hooks(model, Hooks.AFTER, connection);
        return progress.built(model.relation(), rows);
    }

    private void hooks(Node node, String kind, Connection connection) throws SQLException {
        for (String hook : Hooks.of(node.config(), kind)) {
            String sql = compiler.hook(node, hook, database(connection, node), Map.of());
            if (!sql.isBlank()) {
                statements.execute(connection, sql);
            }
        }
    }

    /** Makes a view that is not run again in this session; nothing is counted or reported. */
    void sessionView(ModelNode model, Connection connection) throws SQLException {
        store.view(connection, model.relation(), compiler.compile(model, database(connection, model)));
    }

    private NodeResult seed(SeedNode seed, Connection connection, Progress progress) throws SQLException {
        String select = seeds.select(seed, connection);
        progress.compiled(Optional.empty());
        hooks(seed, Hooks.BEFORE, connection);
        OptionalLong rows = store.table(connection, seed.relation(), select, tags(seed));
        hooks(seed, Hooks.AFTER, connection);
        return progress.built(seed.relation(), rows);
    }

    private NodeResult test(TestNode test, Connection connection, Progress progress) throws SQLException {
        String sql = compiler.compile(test, database(connection, test));
        progress.compiled(files.compiled(test, sql));
        String verdict = dialect.testVerdict(
                sql,
                test.config().text("fail_calc").orElse("count(*)"),
                test.config().text("warn_if").orElse("!= 0"),
                test.config().text("error_if").orElse("!= 0"),
                test.config().text("limit"));
        QueryResult result = statements.query(connection, verdict);
        List<@Nullable Object> row = result.rows().get(0);
        long failures = row.get(0) instanceof Number number ? number.longValue() : 0;
        boolean warn = Boolean.TRUE.equals(row.get(1));
        boolean error = Boolean.TRUE.equals(row.get(2)) && !test.warnsOnly();
        return progress.tested(error ? NodeStatus.FAIL : warn ? NodeStatus.WARN : NodeStatus.PASS, failures);
    }

    /** Notes when a node's stages ended, and makes its result. */
    private static final class Progress {
        private final Node node;
        private final Instant startedAt = Instant.now();
        private final long start = System.nanoTime();
        private long compiledAt = start;
        private Optional<Path> sqlFile = Optional.empty();

        Progress(Node node) {
            this.node = node;
        }

        void compiled(Optional<Path> file) {
            compiledAt = System.nanoTime();
            sqlFile = file;
        }

        /** Where the SQL is that failed; DuckDB counts a line more, for statements begin on the line before. */
        private String place(String message) {
            Matcher line = ERROR_LINE.matcher(message);
            String number =
                    line.find() && !line.group(1).equals("1") ? ":" + (Integer.parseInt(line.group(1)) - 1) : "";
            return sqlFile.map(file -> "\nCompiled SQL: " + file + number).orElse("");
        }

        NodeResult built(RelationName relation, OptionalLong rows) {
            return result(
                    NodeStatus.SUCCESS, Optional.of(relation), rows, OptionalLong.empty(), "OK", Optional.empty());
        }

        NodeResult tested(NodeStatus status, long failures) {
            String message =
                    status == NodeStatus.PASS ? "PASS" : "Got " + failures + (failures == 1 ? " result" : " results");
            Optional<FloeException> error = status == NodeStatus.FAIL
                    ? Optional.of(new RunException(
                            ErrorCode.TEST_FAILED,
                            node.head().path() + ": the test " + node.name() + " found " + failures
                                    + (failures == 1 ? " row" : " rows") + " that should not be there",
                            null))
                    : Optional.empty();
            String place = status == NodeStatus.PASS ? "" : place("");
            return result(
                    status, Optional.empty(), OptionalLong.empty(), OptionalLong.of(failures), message + place, error);
        }

        NodeResult error(FloeException e) {
            String message = String.valueOf(e.getMessage());
            return result(
                    NodeStatus.ERROR,
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    message + place(message),
                    Optional.of(e));
        }

        private NodeResult result(
                NodeStatus status,
                Optional<RelationName> relation,
                OptionalLong rows,
                OptionalLong failures,
                String message,
                Optional<FloeException> error) {
            return new NodeResult(
                    node.uniqueId(),
                    node.type(),
                    node.name(),
                    node.head().path(),
                    status,
                    relation.map(RelationName::toString),
                    materialized(node),
                    rows,
                    failures,
                    startedAt,
                    Duration.ofNanos(compiledAt - start),
                    Duration.ofNanos(System.nanoTime() - start),
                    message,
                    error);
        }
    }

    static String materialized(Node node) {
        return node instanceof ModelNode model
                ? model.config().materialized()
                : node.type().word();
    }

    /** A node that could not even begin. */
    static NodeResult failed(Node node, FloeException e) {
        return new Progress(node).error(e);
    }

    /** A node that was not tried. */
    static NodeResult skipped(Node node, String why) {
        return new NodeResult(
                node.uniqueId(),
                node.type(),
                node.name(),
                node.head().path(),
                NodeStatus.SKIPPED,
                Optional.empty(),
                materialized(node),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Instant.now(),
                Duration.ZERO,
                Duration.ZERO,
                why,
                Optional.empty());
    }
}
