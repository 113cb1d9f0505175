package dev.floe.models.run;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalDouble;
import org.duckdb.DuckDBPreparedStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A statement while DuckDB works on it. Cancelling a statement interrupts its connection, and so must not happen after its end. */
final class RunningStatement {
    private static final Logger log = LoggerFactory.getLogger(RunningStatement.class);

    private final Statement statement;
    private final Thread thread;
    private boolean ended;

    RunningStatement(Statement statement, Thread thread) {
        this.statement = statement;
        this.thread = thread;
    }

    /** The thread that waits for it. */
    Thread thread() {
        return thread;
    }

    synchronized void end() {
        ended = true;
    }

    synchronized void cancel() {
        if (ended) {
            return;
        }
        try {
            statement.cancel();
        } catch (SQLException e) {
            log.debug("A statement could not be cancelled", e);
        }
    }

    /** How much of it is done, from 0 to 1, where DuckDB can tell. */
    synchronized OptionalDouble done() {
        if (ended || !(statement instanceof DuckDBPreparedStatement duckDb)) {
            return OptionalDouble.empty();
        }
        try {
            double percentage = duckDb.getQueryProgress().getPercentage();
            return percentage < 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, percentage / 100));
        } catch (SQLException e) {
            return OptionalDouble.empty();
        }
    }
}
