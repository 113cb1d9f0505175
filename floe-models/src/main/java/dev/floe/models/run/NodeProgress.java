package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.models.NodeResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunException;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.ResourceType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes when a node's stages ended, and makes its result. */
final class NodeProgress {
    private static final Pattern ERROR_LINE = Pattern.compile("^LINE (\\d+):", Pattern.MULTILINE);

    private final Node node;
    private final Instant startedAt = Instant.now();
    private final long start = System.nanoTime();
    private long compiledAt = start;
    private Optional<Path> sqlFile = Optional.empty();
    private Optional<String> rendered = Optional.empty();

    NodeProgress(Node node) {
        this.node = node;
    }

    void compiled(Optional<Path> file) {
        compiledAt = System.nanoTime();
        sqlFile = file;
    }

    void compiled(Optional<Path> file, String sql) {
        compiled(file);
        rendered = Optional.of(sql);
    }

    /** Where the SQL is that failed; DuckDB counts a line more, for statements begin on the line before. */
    private String place(String message) {
        Matcher line = ERROR_LINE.matcher(message);
        String number = line.find() && !line.group(1).equals("1") ? ":" + (Integer.parseInt(line.group(1)) - 1) : "";
        return sqlFile.map(file -> "\nCompiled SQL: " + file + number).orElse("");
    }

    NodeResult built(RelationName relation, OptionalLong rows) {
        return result(NodeStatus.SUCCESS, Optional.of(relation), rows, OptionalLong.empty(), "OK", Optional.empty());
    }

    NodeResult tested(NodeStatus status, long failures, Optional<RelationName> stored) {
        String limit = node.config()
                .text(status == NodeStatus.WARN ? "warn_if" : "error_if")
                .orElse("!= 0");
        String message = status == NodeStatus.PASS
                ? "PASS"
                : "Got " + failures + (failures == 1 ? " result" : " results") + ", configured to "
                        + (status == NodeStatus.WARN ? "warn" : "fail") + " if " + limit;
        Optional<FloeException> error = status == NodeStatus.FAIL
                ? Optional.of(new RunException(
                        ErrorCode.TEST_FAILED,
                        node.head().path() + ": the test " + node.name() + " found " + failures
                                + (failures == 1 ? " row" : " rows") + " that should not be there",
                        null))
                : Optional.empty();
        String kept =
                stored.map(relation -> "\nRows: select * from " + relation).orElse("");
        String place = status == NodeStatus.PASS ? "" : kept + place("");
        return result(status, stored, OptionalLong.empty(), OptionalLong.of(failures), message + place, error);
    }

    /**
     * A unit test's result.
     *
     * @param difference what the model gave beside what it was to give, if that differs
     */
    NodeResult unitTested(Optional<String> difference) {
        if (difference.isEmpty()) {
            return tested(NodeStatus.PASS, 0, Optional.empty());
        }
        FloeException error = new RunException(
                ErrorCode.TEST_FAILED,
                node.head().path() + ": the unit test " + node.name() + " got other rows than it expects",
                null);
        return result(
                NodeStatus.FAIL,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.of(1),
                difference.get() + place(""),
                Optional.of(error));
    }

    /** Something that builds nothing is done. */
    NodeResult done() {
        return result(
                NodeStatus.SUCCESS,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                "OK",
                Optional.empty());
    }

    NodeResult error(FloeException e) {
        String message = String.valueOf(e.getMessage());
        return result(
                NodeStatus.ERROR,
                Optional.empty(),
                OptionalLong.empty(),
                failures(node),
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
                rendered,
                message,
                error);
    }

    /** An operation that is not done counts as one failure, as in dbt. */
    private static OptionalLong failures(Node node) {
        return node.type() == ResourceType.OPERATION ? OptionalLong.of(1) : OptionalLong.empty();
    }

    static String materialized(Node node) {
        return node instanceof ModelNode model && node.type() != ResourceType.OPERATION
                ? model.config().materialized()
                : node.type().word();
    }

    /** A node that could not even begin. */
    static NodeResult failed(Node node, FloeException e) {
        return new NodeProgress(node).error(e);
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
                failures(node),
                Instant.now(),
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                why,
                Optional.empty());
    }
}
