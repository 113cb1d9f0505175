package dev.floe.duckdb;

import dev.floe.duckdb.internal.Queries;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys of a storage that a catalog vended for single tables. DuckDB 1.5.5 keeps those of every statement as one more temporary secret,
 * drops none of them, and takes any of those that fit a table, ended ones too: what reads that table then fails, although the catalog has just vended
 * new keys. floe's runs put this in order before each node; a host whose own statements go on for longer than keys live does it
 * by {@link #dropStale}.
 */
public final class VendedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(VendedKeys.class);

    /** What DuckDB's names of these secrets begin with. */
    private static final String PREFIX = "__internal_ic_";

    /** Keys with less time left are not worth to begin a statement with. */
    private static final Duration LEAST = Duration.ofMinutes(1);

    /** The secret's name ends in {@code __TRANSACTION_NUMBER_PLACE}; transactions are numbered upwards. */
    private static final String STALE = "SELECT name FROM (SELECT name, ends, row_number() OVER"
            + " (PARTITION BY scope ORDER BY ends DESC NULLS LAST, transaction DESC NULLS LAST) AS age"
            + " FROM (SELECT name, scope, try_cast(regexp_extract(secret_string, ';expires_at=(\\d+)', 1) AS BIGINT) AS ends,"
            + " try_cast(regexp_extract(name, '.*__(\\d+)_\\d+_', 1) AS BIGINT) AS transaction"
            + " FROM duckdb_secrets() WHERE starts_with(name, ?))) WHERE age > 1 OR ends < ?";

    /** The name of the catalog is part of what DuckDB would renew such a secret with. */
    private static final String OF_CATALOG = "SELECT name FROM duckdb_secrets() WHERE starts_with(name, ?)"
            + " AND contains(secret_string, 'refresh_info=' || rtrim({'catalog_name': ?}::VARCHAR, '}') || ',')";

    private static final String REFRESHED = "SELECT 1 FROM duckdb_secrets() WHERE NOT starts_with(name, ?)"
            + " AND contains(secret_string, ';refresh_info=') LIMIT 1";

    private VendedKeys() {}

    /**
     * Drops, of the keys for each table's location, all but those that were vended last, and those too if they end within a minute. The next
     * statement is vended new ones; one that is running finds those that stayed. Keys of a catalog that does not say when they
     * end stay until younger ones are there.
     *
     * @param connection any of the instance, outside of a transaction
     * @return how many were dropped
     * @throws SQLException if DuckDB cannot list its secrets
     */
    public static int dropStale(Connection connection) throws SQLException {
        return drop(
                connection,
                names(
                        connection,
                        STALE,
                        PREFIX,
                        Clock.systemUTC().instant().plus(LEAST).toEpochMilli()));
    }

    /** Drops all that were vended by the catalog of an alias. */
    static void dropAll(Connection own, String alias) throws SQLException {
        drop(own, names(own, OF_CATALOG, PREFIX, alias));
    }

    /** Whether the instance has other secrets that DuckDB renews by itself. */
    static boolean othersAreRenewed(Connection own) throws SQLException {
        return Queries.text(own, REFRESHED, PREFIX).isPresent();
    }

    private static List<String> names(Connection connection, String query, Object... values) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private static int drop(Connection connection, List<String> names) {
        int dropped = 0;
        for (String name : names) {
            try {
                Secrets.drop(connection, name);
                dropped++;
            } catch (SQLException e) {
                // Two that put the same instance in order at once: one of them has dropped it.
                LOG.debug("The keys {} could not be dropped: {}", name, e.getMessage());
            }
        }
        return dropped;
    }
}
