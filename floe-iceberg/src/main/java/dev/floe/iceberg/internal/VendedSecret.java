package dev.floe.iceberg.internal;

import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Storage credentials that the catalog lent for one table, as a temporary DuckDB secret whose scope is the table's location. Closing it
 * drops the secret.
 */
final class VendedSecret implements AutoCloseable {
    private static final String KEY = "s3.access-key-id";
    private static final String SECRET = "s3.secret-access-key";
    private static final String TOKEN = "s3.session-token";
    private static final String REGION = "client.region";
    private static final String ENDPOINT = "s3.endpoint";
    private static final String PATH_STYLE = "s3.path-style-access";
    private static final List<String> KNOWN = List.of(KEY, SECRET, TOKEN, REGION, ENDPOINT, PATH_STYLE);

    private final ConnectionSource connections;
    private final String name = "floe_vended_" + UUID.randomUUID().toString().replace("-", "");
    private boolean created;

    VendedSecret(ConnectionSource connections) {
        this.connections = connections;
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

    /** Hands the credentials to DuckDB, in the place of earlier ones; does nothing where none were lent. */
    void renew(Map<String, String> storage, String location) throws SQLException {
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
    }

    @Override
    public void close() {
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
