package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.duckdb.internal.Deadline;
import dev.floe.duckdb.internal.Queries;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB's HTTP settings: bounded on floe's own connection while attaching, on the instance only if asked, and where certificates would
 * not be verified otherwise.
 */
final class HttpSettings {
    private static final Logger LOG = LoggerFactory.getLogger(PolarisAttacher.class);
    private static final String TIMEOUT = "http_timeout";
    private static final String RETRIES = "http_retries";
    private static final String CA_FILE = "ca_cert_file";
    private static final String RENEWAL = "httpfs_enable_credential_refresh";
    private static final String LOCKED = "lock_configuration";
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** DuckDB asks for a token and for the configuration. */
    private static final int REQUESTS = 2;

    private final Connection own;
    private final Map<String, Object> asked = new LinkedHashMap<>();
    private final Map<String, String> before;
    private final Duration bound;

    private HttpSettings(Connection own, Map<String, String> before, Duration bound) {
        this.own = own;
        this.before = before;
        this.bound = bound;
    }

    /** The instance's values of what decides here and in {@link HttpRoute}, before the connection's own hide them. */
    static Map<String, String> read(Connection own, Capabilities capabilities) throws SQLException {
        List<String> names = new ArrayList<>(List.of(TIMEOUT, RETRIES, CA_FILE, LOCKED));
        if (capabilities.renewsVendedKeys()) {
            names.add(RENEWAL);
        }
        names.addAll(HttpRoute.SETTINGS);
        return Queries.settings(own, names);
    }

    /**
     * Bounds floe's own connection. A locked configuration does not allow it; then DuckDB's own bounds hold.
     *
     * @param before what {@link #read} gave
     * @throws DuckDbException {@code SETTING_REFUSED} if the instance trusts another file of authorities already, or is locked and
     *     would have to be changed
     */
    static HttpSettings bound(
            Connection own,
            AttachOptions options,
            HttpRoute route,
            Capabilities capabilities,
            Map<String, String> before,
            Deadline deadline) {
        long timeout = seconds(deadline.atMost(options.timeout()));
        long retries = options.retries();
        boolean locked = false;
        try {
            Queries.run(own, "SET SESSION " + TIMEOUT + " = " + timeout + "; SET SESSION " + RETRIES + " = " + retries);
        } catch (SQLException e) {
            LOG.debug("DuckDB's HTTP settings are locked: {}", e.getMessage());
            locked = true;
            timeout = Long.parseLong(before.getOrDefault(TIMEOUT, "0"));
            retries = Long.parseLong(before.getOrDefault(RETRIES, "0"));
        }
        HttpSettings settings = new HttpSettings(own, before, Duration.ofSeconds(timeout * (retries + 1) * REQUESTS));
        options.http().timeout().ifPresent(time -> settings.asked.put(TIMEOUT, seconds(time)));
        options.http().retries().ifPresent(count -> settings.asked.put(RETRIES, (long) count));
        Optional<Path> caFile = options.http().caFile();
        if (caFile.isPresent()) {
            settings.askForAuthorities(caFile.get());
        }
        if (route.insist() && !capabilities.verifiesCertificates()) {
            settings.asked.put(HttpRoute.VERIFY, true);
        }
        if (locked) {
            settings.refuseChanges();
        }
        return settings;
    }

    private void refuseChanges() {
        List<String> changes = asked.entrySet().stream()
                .filter(setting -> !setting.getValue().toString().equals(before.get(setting.getKey())))
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .toList();
        if (!changes.isEmpty()) {
            throw DuckDbException.of(
                    ErrorCode.SETTING_REFUSED,
                    "The configuration of the DuckDB instance is locked (lock_configuration), so that " + changes
                            + " cannot be set. Set them before it is locked, or leave them out.");
        }
        asked.clear();
    }

    private void askForAuthorities(Path file) {
        String there = before.getOrDefault(CA_FILE, "");
        if (there.isEmpty()) {
            asked.put(CA_FILE, file.toString());
        } else if (!there.equals(file.toString())) {
            throw DuckDbException.of(
                    ErrorCode.SETTING_REFUSED,
                    "The DuckDB instance trusts the certificate authorities of " + there
                            + " already, and has one such file"
                            + " for all catalogs; asked for was " + file
                            + ". Put the certificates into one file, or use another instance.");
        }
    }

    /**
     * Turns off that DuckDB renews keys in the middle of a statement: doing so for a file that it reads as a whole, such as a manifest,
     * DuckDB 1.5.5 waits for itself without end, and can be neither cancelled nor interrupted. Without it the statement fails, and
     * {@link VendedKeys#dropStale} lets the next one have new keys. Left on where secrets of the host's need it.
     */
    void endWaitingForKeys() throws SQLException {
        boolean on = Boolean.parseBoolean(before.getOrDefault(RENEWAL, "false"));
        if (on && !Boolean.parseBoolean(before.get(LOCKED)) && !VendedKeys.othersAreRenewed(own)) {
            asked.put(RENEWAL, false);
        }
    }

    /** The time after which DuckDB's own requests end, whatever the server does, but for pauses between attempts. */
    Duration bound() {
        return bound;
    }

    /** Sets what was asked for on the whole instance. */
    void apply(List<String> changes) throws SQLException {
        for (Map.Entry<String, Object> setting : asked.entrySet()) {
            Queries.run(own, "SET GLOBAL " + setting.getKey() + " = " + value(setting.getValue()));
            changes.add("setting " + setting.getKey() + " = " + setting.getValue() + " (was "
                    + before.getOrDefault(setting.getKey(), "") + ")");
        }
    }

    /** Gives the instance the values back that it had. */
    void restore() throws SQLException {
        for (String name : asked.keySet()) {
            Queries.run(own, "SET GLOBAL " + name + " = " + Sql.literal(before.getOrDefault(name, "")));
        }
    }

    private static String value(Object value) {
        return value instanceof String text ? Sql.literal(text) : value.toString();
    }

    /** Whole seconds, rounded up, at least one. */
    private static long seconds(Duration time) {
        return time.compareTo(SECOND) < 0 ? 1 : time.plusNanos(999_999_999).toSeconds();
    }
}
