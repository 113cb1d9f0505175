package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.duckdb.internal.Queries;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How the requests of one attachment go: what was asked for, set against what the instance and the environment already say.
 *
 * @param http the options, with the environment's proxy if that is the one
 * @param scopes the addresses that DuckDB is going to ask
 * @param onlyDuckDbKnows whether a setting or secret of the host's names a proxy that floe cannot use itself
 * @param insist whether DuckDB has to be told to verify certificates
 */
record HttpRoute(HttpOptions http, Set<String> scopes, boolean onlyDuckDbKnows, boolean insist) {
    private static final String PROXY = "http_proxy";
    private static final String CLIENT = "httpfs_client_implementation";
    private static final String VERIFY_CURL = "enable_curl_server_cert_verification";
    static final String VERIFY = "enable_server_cert_verification";

    /** The settings that decide. */
    static final List<String> SETTINGS = List.of(PROXY, CLIENT, VERIFY_CURL, VERIFY);

    /**
     * @param settings the instance's values of {@link #SETTINGS}
     * @throws DuckDbException {@code SETTING_REFUSED} if a secret of somebody else's decides how the catalog is reached, and options
     *     were asked for or that secret turns certificate checks off; if the file of authorities cannot be read
     */
    static HttpRoute of(
            Connection own,
            AttachTarget target,
            HttpOptions asked,
            Capabilities capabilities,
            Map<String, String> settings,
            Function<String, Optional<String>> environment)
            throws SQLException {
        asked.authorities();
        Set<String> scopes = new LinkedHashSet<>();
        scopes.add(target.uri().toString());
        target.credentials().ifPresent(c -> scopes.add(c.tokenEndpoint().toString()));
        boolean tls = scopes.stream().anyMatch(HttpRoute::isTls);
        Optional<Foreign> foreign = Foreign.find(own, scopes);
        boolean states = asked.proxy().isPresent() || !asked.headers().isEmpty();
        if (foreign.isPresent() && (states || (tls && foreign.get().unverified()))) {
            throw DuckDbException.of(
                    ErrorCode.SETTING_REFUSED,
                    "The DuckDB secret '" + foreign.get().name() + "' of type http decides how " + target.uri()
                            + " is reached" + (foreign.get().unverified() ? ", and turns certificate checks off" : "")
                            + "; floe cannot put its own options beside it. Drop it, or give it a narrower SCOPE.");
        }
        boolean instanceProxy = !settings.getOrDefault(PROXY, "").isEmpty();
        boolean onlyDuckDbKnows = asked.proxy().isEmpty()
                && (instanceProxy || foreign.filter(Foreign::proxied).isPresent());
        HttpOptions http = instanceProxy || foreign.isPresent() ? asked : asked.resolved(target.uri(), environment);
        String deciding =
                !capabilities.verifiesCertificates() || "httplib".equals(settings.get(CLIENT)) ? VERIFY : VERIFY_CURL;
        boolean insist = tls && !Boolean.parseBoolean(settings.getOrDefault(deciding, "false"));
        checkTunnel(http, scopes);
        return new HttpRoute(http, scopes, onlyDuckDbKnows, insist);
    }

    /** The JDK sends no log-in to a proxy that is to open a tunnel, unless a system property allows it. */
    private static void checkTunnel(HttpOptions http, Set<String> scopes) {
        boolean login = http.proxy().flatMap(HttpProxy::user).isPresent();
        String disabled = System.getProperty("jdk.http.auth.tunneling.disabledSchemes", "Basic");
        if (login
                && scopes.stream().anyMatch(HttpRoute::isTls)
                && disabled.toLowerCase(Locale.ROOT).contains("basic")) {
            throw DuckDbException.of(
                    ErrorCode.SETTING_REFUSED,
                    "A user and password for the proxy of an https catalog reach DuckDB, but not the JDK's HTTP client, which"
                            + " sends none through a tunnel. Start the JVM with -Djdk.http.auth.tunneling.disabledSchemes=");
        }
    }

    private static boolean isTls(String address) {
        return "https".equalsIgnoreCase(URI.create(address).getScheme());
    }

    /** A secret of type http that floe did not make, and that DuckDB would use for the catalog. */
    private record Foreign(String name, boolean proxied, boolean unverified) {
        private static final String ANY =
                "SELECT 1 FROM duckdb_secrets() WHERE type = 'http' AND NOT starts_with(name, ?) LIMIT 1";

        private static final String QUERY = "SELECT s.name, lower(s.secret_string) FROM which_secret(?, 'http') w"
                + " JOIN duckdb_secrets() s ON s.name = w.name";

        static Optional<Foreign> find(Connection own, Set<String> scopes) throws SQLException {
            if (Queries.text(own, ANY, HttpSecret.PREFIX).isEmpty()) {
                return Optional.empty();
            }
            try (PreparedStatement statement = own.prepareStatement(QUERY)) {
                for (String scope : scopes) {
                    statement.setString(1, scope);
                    try (ResultSet row = statement.executeQuery()) {
                        if (row.next() && !row.getString(1).startsWith(HttpSecret.PREFIX)) {
                            String shown = row.getString(2);
                            return Optional.of(new Foreign(
                                    row.getString(1),
                                    shown.contains("http_proxy="),
                                    shown.contains("verify_ssl=false")));
                        }
                    }
                }
                return Optional.empty();
            }
        }
    }
}
