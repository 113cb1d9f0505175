package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.DuckDbException;
import dev.floe.models.NodeResult;
import dev.floe.models.RunException;
import dev.floe.models.graph.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Threads that run nodes, each with a connection of its own that it keeps. */
final class WorkerPool implements Scheduler.Workers, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);

    private final int count;
    private final ConnectionSource connections;
    private final NodeRunner runner;
    private final Starting starting;
    private final Redactor redactor;
    private final ExecutorService threads;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final @Nullable Map<String, String> diagnostics = MDC.getCopyOfContextMap();

    /** Is told that a node begins, by the thread that runs it. */
    interface Starting {
        void starting(Node node, int index);
    }

    WorkerPool(
            int count,
            String runId,
            ConnectionSource connections,
            NodeRunner runner,
            Starting starting,
            Redactor redactor) {
        this.count = count;
        this.connections = connections;
        this.runner = runner;
        this.starting = starting;
        this.redactor = redactor;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "floe-" + runId + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void begin(Node node, int index, BlockingQueue<NodeResult> ended) {
        threads.execute(() -> {
            NodeResult result;
            try {
                result = run(node, index);
            } catch (RuntimeException | Error e) {
                // Whatever it is: the run waits for a result.
                String what = node.head().path() + ": an unexpected failure: " + redactor.redact(String.valueOf(e));
                result = NodeProgress.failed(node, new RunException(ErrorCode.SQL_FAILED, what, redactor.redact(e)));
            }
            ended.add(result);
        });
    }

    private NodeResult run(Node node, int index) {
        if (diagnostics != null) {
            MDC.setContextMap(diagnostics);
        }
        starting.starting(node, index);
        @Nullable Connection connection = idle.poll();
        try {
            if (connection == null) {
                connection = connections.open();
            }
            return runner.run(node, connection);
        } catch (SQLException e) {
            return NodeProgress.failed(
                    node, DuckDbException.of(e, redactor, "Opening a connection for " + node.name()));
        } finally {
            if (connection != null && !isClosed(connection)) {
                idle.push(connection);
            }
            MDC.clear();
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Closes the connections, once the nodes have ended. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                log.warn("Threads of a run have not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        idle.forEach(connection -> {
            try {
                connection.close();
            } catch (SQLException e) {
                log.debug("A connection could not be closed", e);
            }
        });
    }
}
