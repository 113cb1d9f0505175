package dev.floe.models.run;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a run from outside: no new node begins, and statements that run are cancelled. Thread-safe; never blocks. */
public final class Cancellation {
    private static final Logger log = LoggerFactory.getLogger(Cancellation.class);

    private final Set<Statement> running = ConcurrentHashMap.newKeySet();
    private volatile boolean requested;

    /** Asks for the end. */
    public void request() {
        requested = true;
        cancelRunning();
    }

    /** Cancels what runs, if the end was asked for: again and again, for a statement that has not quite begun takes no notice. */
    void cancelRunning() {
        if (requested) {
            running.forEach(Cancellation::cancel);
        }
    }

    /** Whether the end was asked for. */
    public boolean requested() {
        return requested;
    }

    /**
     * A statement begins; while it runs, {@link #request()} cancels it.
     *
     * @throws SQLException if the end was asked for already
     */
    void begin(Statement statement) throws SQLException {
        if (requested) {
            throw new SQLException("the run was cancelled");
        }
        running.add(statement);
    }

    /** A statement ended. */
    void end(Statement statement) {
        running.remove(statement);
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            log.debug("A statement could not be cancelled", e);
        }
    }
}
