package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.config.AccessDelegation;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.ResolvedStorage;
import dev.floe.config.Secret;
import dev.floe.config.StorageKeys;
import dev.floe.config.StorageType;
import dev.floe.testkit.FaultProxy;
import dev.floe.testkit.ProxyFault;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** No option of an attacher is dropped: each is seen where it has to arrive, or refused. A new option fails here until it is. */
class EveryOptionTest extends AttachFixture {
    private static final String OPTION = "SELECT options['%s'] FROM duckdb_databases() WHERE type = 'iceberg'";

    /** How to set an option, and what then shows that it arrived. */
    private record Row(UnaryOperator<PolarisAttacher.Builder> set, String query, String expected) {}

    private Map<String, Row> emitted() {
        OAuth2Credentials credentials = new OAuth2Credentials(
                Secret.of("id", () -> CLIENT_ID),
                Secret.of("secret", () -> CANARY),
                "PRINCIPAL_ROLE:x",
                catalog.tokenUri());
        ResolvedStorage storage = new ResolvedStorage(
                "s",
                StorageType.S3,
                Optional.empty(),
                "r",
                Optional.of("b"),
                true,
                Optional.of(new StorageKeys(Secret.of("k", () -> "key"), Secret.of("s", () -> "word"))));
        Map<String, Row> rows = new LinkedHashMap<>();
        rows.put(
                "alias",
                new Row(
                        b -> b.alias("other"),
                        "SELECT database_name FROM duckdb_databases() WHERE type = 'iceberg'",
                        "other"));
        rows.put("clientId", new Row(b -> b, OPTION.formatted("client_id"), CLIENT_ID));
        rows.put("clientSecret", new Row(b -> b, OPTION.formatted("client_secret"), CANARY));
        rows.put(
                "credentials",
                new Row(b -> b.credentials(credentials), OPTION.formatted("oauth2_scope"), "PRINCIPAL_ROLE:x"));
        rows.put(
                "scope",
                new Row(b -> b.scope("PRINCIPAL_ROLE:y"), OPTION.formatted("oauth2_scope"), "PRINCIPAL_ROLE:y"));
        rows.put(
                "tokenEndpoint",
                new Row(
                        b -> b.tokenEndpoint(
                                URI.create(catalog.tokenUri().toString().replace("127.0.0.1", "localhost"))),
                        OPTION.formatted("oauth2_server_uri"),
                        catalog.tokenUri().toString().replace("127.0.0.1", "localhost")));
        rows.put(
                "accessDelegation",
                new Row(
                        b -> b.accessDelegation(AccessDelegation.VENDED_CREDENTIALS),
                        OPTION.formatted("access_delegation_mode"),
                        "vended_credentials"));
        rows.put(
                "readOnly",
                new Row(
                        b -> b.readOnly(true),
                        "SELECT readonly FROM duckdb_databases() WHERE type = 'iceberg'",
                        "true"));
        rows.put(
                "placement",
                new Row(
                        b -> b.placement(CredentialPlacement.TOKEN),
                        OPTION.formatted("token")
                                .replace("SELECT ", "SELECT length(")
                                .replace(" FROM", ") > 0 FROM"),
                        "true"));
        rows.put(
                "storage",
                new Row(
                        b -> b.storage(storage),
                        "SELECT scope[1] FROM duckdb_secrets() WHERE starts_with(name, 'floe_storage_')",
                        "s3://b"));
        rows.put(
                "http",
                new Row(b -> b.http(HttpOptions.none().withRetries(7)), "SELECT current_setting('http_retries')", "7"));
        return rows;
    }

    @Test
    void everyMethodOfTheBuilderIsHere() {
        Set<String> methods = new TreeSet<>();
        for (Method method : PolarisAttacher.Builder.class.getMethods()) {
            if (method.getDeclaringClass() == PolarisAttacher.Builder.class
                    && !Modifier.isStatic(method.getModifiers())) {
                methods.add(method.getName());
            }
        }
        Set<String> seen = new TreeSet<>(emitted().keySet());
        // Each of these has a test of its own below; the last one makes the attacher.
        seen.addAll(Set.of("option", "extensions", "preflight", "deadline", "build"));

        assertThat(methods).isEqualTo(seen);
        assertThat(Arrays.stream(HttpOptions.class.getRecordComponents()).map(RecordComponent::getName))
                .as("each of these is seen to reach floe, DuckDB and commits in floe-iceberg's HttpOptionsReachTest")
                .containsExactly("caFile", "proxy", "timeout", "retries", "headers");
    }

    @Test
    void whatArrivesInDuckDb() throws SQLException {
        for (Map.Entry<String, Row> row : emitted().entrySet()) {
            PolarisAttacher attacher = row.getValue().set().apply(attacher()).build();
            attacher.attach(callers);
            assertThat(Rows.one(callers, row.getValue().query()))
                    .as(row.getKey())
                    .isEqualTo(row.getValue().expected());
            attacher.detach(callers);
        }
    }

    @Test
    void everyExtraOption() throws SQLException {
        for (String option : AttachOptions.extras()) {
            String value = switch (option) {
                case "MAX_TABLE_STALENESS" -> "1 minute";
                case "DEFAULT_REGION", "DEFAULT_SCHEMA" -> "x";
                default -> "true";
            };
            PolarisAttacher attacher = attacher().option(option, value).build();
            attacher.attach(callers);
            assertThat(Rows.one(callers, OPTION.formatted(option.toLowerCase(Locale.ROOT))))
                    .as(option)
                    .isEqualTo(value);
            attacher.detach(callers);
        }
        assertThatThrownBy(() -> attacher().option("ENDPOINT_TYPE", "glue"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatArrivesElsewhere() throws SQLException {
        try (FaultProxy proxy = FaultProxy.before(catalog.uri())) {
            for (boolean preflight : new boolean[] {true, false}) {
                int before = proxy.requests().size();
                PolarisAttacher attacher = PolarisAttacher.builder(proxy.uri(), "demo")
                        .clientId(Secret.of("id", () -> CLIENT_ID))
                        .clientSecret(Secret.of("secret", () -> CANARY))
                        .extensions(EXTENSIONS)
                        .preflight(preflight)
                        .build();
                AttachedCatalog attached = attacher.attach(callers);
                if (preflight) {
                    assertThat(attached.changes()).anyMatch(change -> change.startsWith("extension iceberg loaded ("));
                }
                assertThat(proxy.requests().size() - before).isEqualTo(preflight ? 4 : 2);
                attacher.detach(callers);
            }
            proxy.onRequest(request -> ProxyFault.hang());
            assertThatThrownBy(() -> PolarisAttacher.builder(proxy.uri(), "demo")
                            .clientId(Secret.of("id", () -> CLIENT_ID))
                            .clientSecret(Secret.of("secret", () -> CANARY))
                            .extensions(EXTENSIONS)
                            .deadline(Duration.ofMillis(200))
                            .build()
                            .attach(callers))
                    .isInstanceOfSatisfying(
                            DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        }
    }

    @Test
    void whatIsRefused() {
        assertThatThrownBy(() -> attacher().accessDelegation(AccessDelegation.REMOTE_SIGNING))
                .isInstanceOfSatisfying(
                        DuckDbException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_REFUSED));
    }
}
