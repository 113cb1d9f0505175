package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.models.NodeResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunException;
import dev.floe.models.context.QueryResult;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.TestNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs generic and singular tests, and stores what they find where that is asked for. Thread-safe. */
final class DataTestRun {
    private static final String ANY = "!= 0";

    private final RunTools tools;

    DataTestRun(RunTools tools) {
        this.tools = tools;
    }

    NodeResult run(TestNode test, Connection connection, NodeProgress progress) throws SQLException {
        CompiledNode compiled = tools.compiler().compile(test, tools.database(connection, test));
        String sql = compiled.sql();
        progress.compiled(tools.files().compiled(test, compiled), sql);
        Optional<String> limit = test.config().text("limit");
        boolean stored = test.storesFailures(tools.compiler().storeFailures());
        if (stored) {
            sql = store(test, limit.isPresent() ? tools.dialect().limited(sql, limit.get()) : sql, connection);
        }
        String verdict = tools.dialect()
                .testVerdict(
                        sql,
                        test.config().text("fail_calc").orElse("count(*)"),
                        test.config().text("warn_if").orElse(ANY),
                        test.config().text("error_if").orElse(ANY),
                        stored ? Optional.empty() : limit);
        tools.files().run(test, List.of(verdict));
        QueryResult result = tools.statements().query(connection, verdict);
        List<@Nullable Object> row = result.rows().get(0);
        if (!(row.get(0) instanceof Number number)) {
            throw new RunException(
                    ErrorCode.SQL_FAILED,
                    test.head().path() + ": fail_calc of the test " + test.name()
                            + " gives no number where there are no rows; write coalesce(…, 0) around it",
                    null);
        }
        long failures = number.longValue();
        boolean warn = Boolean.TRUE.equals(row.get(1));
        boolean error = Boolean.TRUE.equals(row.get(2)) && !test.warnsOnly();
        NodeStatus status = error ? NodeStatus.FAIL : warn ? NodeStatus.WARN : NodeStatus.PASS;
        return progress.tested(
                status,
                status == NodeStatus.PASS ? 0 : failures,
                stored ? Optional.of(test.relation()) : Optional.empty());
    }

    /** Makes the relation with what the test finds; gives the SELECT that reads it. */
    private String store(TestNode test, String sql, Connection connection) throws SQLException {
        RelationName relation = test.relation();
        // A view that is not kept is gone before anybody can look at it.
        boolean view = test.config()
                        .text("store_failures_as")
                        .filter("view"::equalsIgnoreCase)
                        .isPresent()
                && tools.store().keepsViews(relation);
        if (view) {
            tools.store().view(connection, relation, sql);
        } else {
            tools.store().table(connection, relation, sql, tools.options(test));
        }
        return "select * from " + tools.dialect().relation(tools.store().readName(relation));
    }
}
