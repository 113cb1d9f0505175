package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import dev.floe.duckdb.internal.Queries;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one user of a DuckDB instance attaches there while others may work on the same instance: names of its own for in-memory
 * databases, and catalogs that several use and the last one takes away.
 *
 * <p>Everything that has to be known is written down in the instance itself, in an in-memory database of each user: who uses which alias,
 * and whether it is to be taken away. So it holds whoever made the connections, and nothing is kept in static fields.
 *
 * <p>Thread-safe.
 */
public final class InstanceShare implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InstanceShare.class);

    private static final String PREFIX = "floe_share";

    /** Attached by whoever changes what is written down: the name can be taken once at a time. */
    private static final String LOCK = "floe_share_lock";

    private static final String USERS =
            "SELECT database_name FROM duckdb_databases() WHERE regexp_full_match(database_name, "
                    + Sql.literal(PREFIX + "(_[0-9]+)?") + ")";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE_MILLIS = 5;

    private final ConnectionSource connections;
    private final List<String> databases = new ArrayList<>();
    private final Map<String, Detaching> used = new LinkedHashMap<>();
    private String own = "";
    private boolean closed;

    /** Takes an attached database away. */
    public interface Detaching {
        /**
         * Takes it away.
         *
         * @param connection one to the instance
         */
        void detach(Connection connection) throws SQLException;
    }

    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private InstanceShare(ConnectionSource connections) {
        this.connections = connections;
    }

    /**
     * Joins the users of an instance.
     *
     * @throws DuckDbException {@code DATABASE_UNAVAILABLE}
     */
    public static InstanceShare join(ConnectionSource connections) {
        InstanceShare share = new InstanceShare(requireNonNull(connections, "connections"));
        share.locked(connection -> {
            share.own = attachUnder(connection, PREFIX);
            Queries.run(connection, "CREATE TABLE " + table(share.own) + " (alias VARCHAR, mine BOOLEAN)");
        });
        return share;
    }

    /**
     * Attaches an in-memory database that nobody else has, until {@link #close()}.
     *
     * @param name what it is called if the name is free; else with a number
     * @return what it is called
     */
    public synchronized String inMemory(String name) {
        try (Connection connection = connections.open()) {
            String found = attachUnder(connection, name);
            databases.add(found);
            return found;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static String attachUnder(Connection connection, String name) throws SQLException {
        for (int number = 1; ; number++) {
            String candidate = number == 1 ? name : name + "_" + number;
            if (attach(connection, candidate)) {
                return candidate;
            }
        }
    }

    private static boolean attach(Connection connection, String name) throws SQLException {
        try {
            Queries.run(connection, "ATTACH ':memory:' AS " + Sql.identifier(name));
            return true;
        } catch (SQLException e) {
            if (Queries.text(
                                    connection,
                                    "SELECT database_name FROM duckdb_databases() WHERE lower(database_name) = lower(?)",
                                    name)
                            .isEmpty()
                    && !String.valueOf(e.getMessage()).contains("already")) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Says that an alias is going to be used, whether it has to be attached for that or is there. It is not taken away any more by others
     * before {@link #close()}.
     *
     * @param detaching how it is taken away, if it falls to this user to do so
     */
    public synchronized void using(String alias, Detaching detaching) {
        locked(connection ->
                Queries.run(connection, "INSERT INTO " + table(own) + " VALUES (?, false)", List.of(alias)));
        used.put(alias, detaching);
    }

    /** Says that this user attached an alias, so that it is to be taken away when nobody uses it any more. */
    public synchronized void attached(String alias) {
        locked(connection -> own(connection, own, alias));
    }

    private static void own(Connection connection, String user, String alias) throws SQLException {
        Queries.run(connection, "UPDATE " + table(user) + " SET mine = true WHERE alias = ?", List.of(alias));
    }

    private static String table(String user) {
        return Sql.qualified(user, "main", "used");
    }

    /**
     * Leaves: what this user attached goes, or falls to another one that uses it. What cannot be taken away is logged. Repeating it does
     * nothing.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        locked(connection -> {
            for (Map.Entry<String, Detaching> each : used.entrySet()) {
                if (isMine(connection, each.getKey())) {
                    leave(connection, each.getKey(), each.getValue());
                }
            }
            quietly(own, () -> detach(connection, own));
            databases.forEach(database -> quietly(database, () -> detach(connection, database)));
        });
    }

    private boolean isMine(Connection connection, String alias) throws SQLException {
        return Queries.text(connection, "SELECT alias FROM " + table(own) + " WHERE mine AND alias = ?", alias)
                .isPresent();
    }

    private void leave(Connection connection, String alias, Detaching detaching) throws SQLException {
        Optional<String> heir = heir(connection, alias);
        if (heir.isPresent()) {
            own(connection, heir.get(), alias);
        } else {
            quietly(alias, () -> detaching.detach(connection));
        }
    }

    private Optional<String> heir(Connection connection, String alias) throws SQLException {
        List<String> users = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(USERS)) {
            while (rows.next()) {
                users.add(rows.getString(1));
            }
        }
        users.remove(own);
        for (String user : users) {
            if (Queries.text(connection, "SELECT alias FROM " + table(user) + " WHERE alias = ?", alias)
                    .isPresent()) {
                return Optional.of(user);
            }
        }
        return Optional.empty();
    }

    private interface Step {
        void run() throws SQLException;
    }

    private static void quietly(String what, Step step) {
        try {
            step.run();
        } catch (SQLException | DuckDbException e) {
            log.warn("{} could not be detached: {}", what, e.getMessage());
        }
    }

    private static void detach(Connection connection, String database) throws SQLException {
        Queries.run(connection, "DETACH DATABASE IF EXISTS " + Sql.identifier(database));
    }

    private void locked(Work work) {
        try (Connection connection = connections.open()) {
            lock(connection);
            try {
                work.run(connection);
            } finally {
                detach(connection, LOCK);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static void lock(Connection connection) throws SQLException {
        long start = System.nanoTime();
        boolean interrupted = false;
        while (!attach(connection, LOCK)) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new SQLException("another user of the instance holds " + LOCK);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static DuckDbException failure(SQLException e) {
        return DuckDbException.of(
                e, Redactor.none(), "Sharing a DuckDB instance with its other users", ErrorCode.DATABASE_UNAVAILABLE);
    }
}
