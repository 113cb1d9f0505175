package dev.floe.duckdb;

import dev.floe.duckdb.internal.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DuckDB's HTTP settings: bounded on floe's own connection while attaching, on the instance only if asked. */
final class HttpSettings {
    private static final Logger LOG = LoggerFactory.getLogger(PolarisAttacher.class);

    private final Connection own;
    private final Map<String, Long> asked = new LinkedHashMap<>();
    private final Map<String, String> before = new LinkedHashMap<>();

    private HttpSettings(Connection own) {
        this.own = own;
    }

    /** Bounds floe's own connection. A locked configuration does not allow it; then DuckDB's own bounds hold. */
    static HttpSettings bound(Connection own, AttachOptions options) throws SQLException {
        HttpSettings settings = new HttpSettings(own);
        if (options.httpTimeout().isPresent()) {
            settings.asked.put("http_timeout", options.timeoutSeconds());
        }
        options.httpRetries().ifPresent(retries -> settings.asked.put("http_retries", (long) retries));
        // Read before the connection's own values hide those of the instance.
        for (String name : settings.asked.keySet()) {
            settings.before.put(
                    name,
                    Queries.text(own, "SELECT value FROM duckdb_settings() WHERE name = ?", name)
                            .orElse(""));
        }
        try {
            Queries.run(own, "SET SESSION http_timeout = " + options.timeoutSeconds());
            Queries.run(own, "SET SESSION http_retries = " + options.retries());
        } catch (SQLException e) {
            LOG.debug("DuckDB's HTTP settings are locked: {}", e.getMessage());
        }
        return settings;
    }

    /** Sets what was asked for on the whole instance. */
    void apply(List<String> changes) throws SQLException {
        for (Map.Entry<String, Long> setting : asked.entrySet()) {
            Queries.run(own, "SET GLOBAL " + setting.getKey() + " = " + setting.getValue());
            changes.add("setting " + setting.getKey() + " = " + setting.getValue() + " (was "
                    + before.get(setting.getKey()) + ")");
        }
    }

    /** Gives the instance the values back that it had. */
    void restore() throws SQLException {
        for (Map.Entry<String, String> setting : before.entrySet()) {
            Queries.run(own, "SET GLOBAL " + setting.getKey() + " = " + Long.parseLong(setting.getValue()));
        }
    }
}
