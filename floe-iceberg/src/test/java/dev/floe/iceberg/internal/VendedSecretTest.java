package dev.floe.iceberg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VendedSecretTest {
    private static final Map<String, String> LENT = Map.of(
            "s3.access-key-id", "AKID",
            "s3.secret-access-key", "planted-key",
            "s3.session-token", "planted-token",
            "client.region", "eu-central-1",
            "s3.endpoint", "http://localhost:9000/",
            "s3.path-style-access", "true",
            "s3.session-token-expires-at-ms", "1",
            "credential", "client:planted-client-secret",
            "token", "planted-bearer");

    private DuckDbSession session;

    @BeforeAll
    void open() {
        session = DuckDbSession.builder()
                .extensions(DuckDbExtensions.directory(DuckDbExtensionRepository.locate()))
                .load(List.of("httpfs"))
                .build();
    }

    @AfterAll
    void close() {
        session.close();
    }

    @Test
    void credentials_are_there_for_the_tables_location_only_until_they_are_closed() throws SQLException {
        try (VendedSecret secret = new VendedSecret(session, Map::of)) {
            assertThat(secrets()).isEmpty();
            secret.lend(LENT, "s3://bucket/ns/t");
            Map<String, String> later = new HashMap<>(LENT);
            later.put("s3.access-key-id", "AKID2");
            secret.lend(later, "s3://bucket/ns/t/");
            assertThat(secrets())
                    .singleElement()
                    .satisfies(text -> assertThat(text)
                            .contains(
                                    "s3://bucket/ns/t/",
                                    "AKID2",
                                    "eu-central-1",
                                    "localhost:9000",
                                    "use_ssl=false",
                                    "path")
                            .doesNotContain("planted"));
        }
        assertThat(secrets()).isEmpty();
    }

    @Test
    void credentials_that_have_lived_for_most_of_their_time_are_asked_for_again() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        Map<String, String> fresh = new HashMap<>(LENT);
        fresh.put("s3.access-key-id", "AKID2");
        fresh.put(
                "s3.session-token-expires-at-ms",
                Long.toString(Instant.now().plus(Duration.ofHours(1)).toEpochMilli()));
        try (VendedSecret secret = new VendedSecret(session, () -> {
            asked.incrementAndGet();
            return fresh;
        })) {
            secret.lend(LENT, "s3://bucket/ns/t");
            secret.renewIfDue();
            secret.renewIfDue();
            assertThat(asked).hasValue(1);
            assertThat(secrets())
                    .singleElement()
                    .satisfies(text -> assertThat(text).contains("AKID2", "s3://bucket/ns/t/"));
        }
    }

    @Test
    void what_is_not_lent_makes_no_secret() throws SQLException {
        try (VendedSecret secret = new VendedSecret(session, Map::of)) {
            secret.lend(Map.of("client.region", "eu-central-1"), "s3://bucket/ns/t");
            assertThat(secrets()).isEmpty();
        }
    }

    @Test
    void of_a_catalogs_answer_only_the_storage_is_kept() {
        assertThat(VendedSecret.storage(LENT)).hasSize(7).doesNotContainKeys("credential", "token");
    }

    private List<String> secrets() throws SQLException {
        List<String> secrets = new ArrayList<>();
        try (Connection connection = session.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT scope, secret_string FROM duckdb_secrets()")) {
            while (rows.next()) {
                secrets.add(rows.getString(1) + " " + rows.getString(2));
            }
        }
        return secrets;
    }
}
