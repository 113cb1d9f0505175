package dev.floe.profiles.internal;

import dev.floe.config.ComputeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a dbt adapter that floe does not run itself wants of a profile.
 *
 * @param type the adapter's {@code type}
 * @param required keys that have to be there
 * @param optional further keys that the adapter knows
 * @param fixed keys with the value that they have where nothing is said
 * @param renamed other names of keys, by the name that is written
 * @param logins the ways to log in; the first is the usual one
 */
record Adapter(
        String type,
        List<String> required,
        List<String> optional,
        Map<String, Object> fixed,
        Map<String, String> renamed,
        List<Login> logins) {

    /**
     * A way to log in.
     *
     * @param key the key that tells of it
     * @param value the value of that key that tells of it; any, if empty
     * @param secrets the keys that are read from environment variables: the id first, then the secret
     */
    record Login(String key, Optional<String> value, List<String> secrets) {
        static Login byKey(String key, String... secrets) {
            return new Login(key, Optional.empty(), List.of(secrets));
        }

        static Login byValue(String key, String value, String... secrets) {
            return new Login(key, Optional.of(value), List.of(secrets));
        }

        boolean isMeant(Map<String, Object> properties) {
            Object found = properties.get(key);
            return found != null && (value.isEmpty() || value.get().equals(found));
        }
    }

    /** Keys whose values are secrets, whichever way to log in is chosen. */
    static final Set<String> SECRETS = Set.of(
            "password",
            "pass",
            "token",
            "private_key",
            "private_key_passphrase",
            "client_secret",
            "oauth_client_secret",
            "refresh_token",
            "keyfile_json",
            "access_key_id",
            "secret_access_key");

    private static final List<String> POSTGRES = List.of(
            "sslmode",
            "sslcert",
            "sslkey",
            "sslrootcert",
            "keepalives_idle",
            "connect_timeout",
            "retries",
            "search_path",
            "role",
            "application_name");

    /** The adapter of a compute type that is not DuckDB. */
    static Adapter of(ComputeType type) {
        return switch (type) {
            case SNOWFLAKE ->
                new Adapter(
                        "snowflake",
                        List.of("account", "database", "schema"),
                        List.of(
                                "role",
                                "warehouse",
                                "authenticator",
                                "private_key_path",
                                "oauth_client_id",
                                "client_session_keep_alive",
                                "query_tag",
                                "connect_retries",
                                "connect_timeout",
                                "retry_on_database_errors",
                                "retry_all",
                                "reuse_connections",
                                "host",
                                "port",
                                "protocol",
                                "insecure_mode"),
                        Map.of(),
                        Map.of(),
                        List.of(
                                Login.byKey("", "user", "password"),
                                Login.byKey("private_key_path", "user", "private_key_passphrase"),
                                Login.byValue("authenticator", "externalbrowser", "user"),
                                Login.byValue("authenticator", "oauth", "user", "token")));
            case BIGQUERY ->
                new Adapter(
                        "bigquery",
                        List.of("method", "project", "dataset"),
                        List.of(
                                "location",
                                "keyfile",
                                "priority",
                                "maximum_bytes_billed",
                                "job_execution_timeout_seconds",
                                "job_creation_timeout_seconds",
                                "job_retries",
                                "job_retry_deadline_seconds",
                                "impersonate_service_account",
                                "execution_project",
                                "quota_project",
                                "scopes",
                                "gcs_bucket",
                                "compute_region",
                                "client_id",
                                "token_uri"),
                        Map.of("method", "oauth"),
                        Map.of("dataset", "schema", "project", "database"),
                        List.of(
                                Login.byKey(""),
                                Login.byValue("method", "service-account", "keyfile"),
                                Login.byValue("method", "service-account-json", "keyfile_json"),
                                Login.byValue("method", "oauth-secrets", "client_id", "client_secret")));
            case REDSHIFT ->
                new Adapter(
                        "redshift",
                        List.of("host", "port", "dbname", "schema"),
                        with(
                                POSTGRES,
                                "method",
                                "cluster_id",
                                "region",
                                "iam_profile",
                                "ra3_node",
                                "autocommit",
                                "sslmode",
                                "access_key_id",
                                "secret_access_key"),
                        Map.of("port", 5439),
                        Map.of("dbname", "database"),
                        List.of(
                                Login.byKey("", "user", "password"),
                                Login.byValue("method", "iam", "user"),
                                Login.byValue("method", "iam_role")));
            case DATABRICKS ->
                new Adapter(
                        "databricks",
                        List.of("host", "http_path", "schema"),
                        List.of(
                                "catalog",
                                "auth_type",
                                "client_id",
                                "connect_retries",
                                "connect_timeout",
                                "retry_all",
                                "session_properties",
                                "connection_parameters",
                                "compute"),
                        Map.of(),
                        Map.of("catalog", "database"),
                        List.of(
                                Login.byKey("", "token"),
                                Login.byValue("auth_type", "oauth", "client_id", "client_secret")));
            case POSTGRES ->
                new Adapter(
                        "postgres",
                        List.of("host", "port", "dbname", "schema"),
                        POSTGRES,
                        Map.of("port", 5432),
                        Map.of("dbname", "database"),
                        List.of(Login.byKey("", "user", "password")));
            case SPARK ->
                new Adapter(
                        "spark",
                        List.of("method", "host", "port", "schema"),
                        List.of(
                                "driver",
                                "cluster",
                                "endpoint",
                                "organization",
                                "user",
                                "auth",
                                "kerberos_service_name",
                                "use_ssl",
                                "connect_retries",
                                "connect_timeout",
                                "retry_all",
                                "server_side_parameters",
                                "poll_interval",
                                "query_timeout"),
                        Map.of("method", "thrift", "port", 10_000),
                        Map.of(),
                        List.of(
                                Login.byKey(""),
                                Login.byValue("method", "http", "token"),
                                Login.byValue("method", "odbc", "token")));
            case DUCKDB -> throw new IllegalArgumentException("DuckDB has an output of its own");
        };
    }

    /** Every key that may stand among the properties, other names of keys included. */
    Set<String> known() {
        Set<String> known = new TreeSet<>(required);
        known.addAll(optional);
        known.addAll(fixed.keySet());
        known.addAll(renamed.values());
        logins.forEach(login -> known.addAll(login.secrets()));
        known.add("threads");
        return known;
    }

    /** The way to log in that the properties tell of; the usual one if they tell of none. */
    Login login(Map<String, Object> properties) {
        return logins.stream()
                .filter(login -> login.isMeant(properties))
                .findFirst()
                .orElseGet(() -> logins.get(0));
    }

    private static List<String> with(List<String> keys, String... more) {
        List<String> all = new ArrayList<>(keys);
        for (String key : more) {
            if (!all.contains(key)) {
                all.add(key);
            }
        }
        return all;
    }
}
