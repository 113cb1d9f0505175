package dev.floe.iceberg.internal;

import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Storage credentials that the catalog lent for one table, as a temporary DuckDB secret whose scope is the table's location. While it is
 * open, it asks the catalog for new ones before these end. Closing it drops the secret. Thread-safe.
 */
final class VendedSecret implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VendedSecret.class);
    private static final String KEY = "s3.access-key-id";
    private static final String SECRET = "s3.secret-access-key";
    private static final String TOKEN = "s3.session-token";
    private static final String REGION = "client.region";
    private static final String ENDPOINT = "s3.endpoint";
    private static final String PATH_STYLE = "s3.path-style-access";
    private static final String ENDS = "s3.session-token-expires-at-ms";
    private static final List<String> KNOWN = List.of(KEY, SECRET, TOKEN, REGION, ENDPOINT, PATH_STYLE, ENDS);

    /** How long credentials live that do not say so: the least that a token service of AWS gives. */
    private static final Duration LEAST_LIFE = Duration.ofMinutes(15);

    private final ConnectionSource connections;
    private final Supplier<Map<String, String>> catalog;
    private final String name = "floe_vended_" + UUID.randomUUID().toString().replace("-", "");
    private String location = "";
    private boolean created;
    private Instant due = Instant.MAX;
    private @Nullable Future<?> renewal;

    /**
     * @param catalog asks the catalog what it says of the table's storage now
     */
    VendedSecret(ConnectionSource connections, Supplier<Map<String, String>> catalog) {
        this.connections = connections;
        this.catalog = catalog;
    }

    /** What of a catalog's answer is about storage. */
    static Map<String, String> storage(Map<String, String> properties) {
        Map<String, String> storage = new HashMap<>();
        for (String key : KNOWN) {
            if (properties.containsKey(key)) {
                storage.put(key, properties.get(key));
            }
        }
        return storage;
    }

    /** Hands credentials to DuckDB; does nothing where none were lent. */
    synchronized void lend(Map<String, String> storage, String tableLocation) throws SQLException {
        location = tableLocation;
        lend(storage);
    }

    /** Has the catalog lend new ones if these have lived for most of their time. */
    synchronized void renewIfDue() throws SQLException {
        if (created && !Instant.now().isBefore(due)) {
            lend(catalog.get());
        }
    }

    private void renewLater(Map<String, String> storage) {
        Instant now = Instant.now();
        String told = storage.getOrDefault(ENDS, "");
        Duration life = told.matches("\\d{1,15}")
                ? Duration.between(now, Instant.ofEpochMilli(Long.parseLong(told)))
                : LEAST_LIFE;
        Duration wait = life.isNegative() ? Duration.ZERO : life.multipliedBy(2).dividedBy(3);
        due = now.plus(wait);
        // What has ended already would be renewed without end.
        renewal = wait.isZero()
                ? null
                : CompletableFuture.runAsync(
                        this::renewAside, CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void renewAside() {
        try {
            renewIfDue();
        } catch (SQLException | RuntimeException e) {
            // The commit asks again, and tells what is wrong.
            LOG.debug(
                    "Credentials for {} could not be renewed: {}",
                    location,
                    e.getClass().getName());
        }
    }

    private void lend(Map<String, String> storage) throws SQLException {
        if (!storage.containsKey(KEY) || !storage.containsKey(SECRET)) {
            return;
        }
        StringBuilder sql = new StringBuilder("CREATE OR REPLACE TEMPORARY SECRET ")
                .append(Sql.identifier(name))
                .append(" (TYPE s3, KEY_ID ?, SECRET ?, SCOPE ?");
        List<Object> values =
                new ArrayList<>(List.of(storage.get(KEY), storage.get(SECRET), Locations.withoutSlash(location) + "/"));
        if (storage.containsKey(TOKEN)) {
            sql.append(", SESSION_TOKEN ?");
            values.add(storage.get(TOKEN));
        }
        if (storage.containsKey(REGION)) {
            sql.append(", REGION ?");
            values.add(storage.get(REGION));
        }
        if (storage.containsKey(ENDPOINT)) {
            String endpoint = storage.get(ENDPOINT);
            sql.append(", ENDPOINT ?, USE_SSL ?");
            values.add(Locations.withoutSlash(endpoint.replaceFirst("^https?://", "")));
            values.add(!endpoint.startsWith("http://"));
        }
        sql.append(", URL_STYLE ?)");
        values.add(Boolean.parseBoolean(storage.get(PATH_STYLE)) ? "path" : "vhost");
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            statement.execute();
        }
        created = true;
        renewLater(storage);
    }

    @Override
    public synchronized void close() {
        if (renewal != null) {
            renewal.cancel(false);
        }
        if (!created) {
            return;
        }
        created = false;
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TEMPORARY SECRET IF EXISTS " + Sql.identifier(name));
        } catch (SQLException e) {
            // The secret ends by itself: it is temporary, and what it holds expires.
        }
    }
}
