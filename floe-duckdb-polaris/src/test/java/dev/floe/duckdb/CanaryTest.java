package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.config.Redactor;
import dev.floe.config.ResolvedStorage;
import dev.floe.config.Secret;
import dev.floe.config.StorageKeys;
import dev.floe.config.StorageType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A planted secret, looked for wherever SQL on the instance or a reader of floe's results can look. */
class CanaryTest extends AttachFixture {
    private static final String STORAGE_CANARY = "st0r4ge-c4n4ry";
    private static final String BASIC =
            Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CANARY).getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @EnumSource(
            value = CredentialPlacement.class,
            names = {"TEMPORARY_SECRET", "TOKEN"})
    void nothingOnTheInstanceShowsTheSecretsAfterwards(CredentialPlacement placement) throws SQLException {
        PolarisAttacher attacher =
                attacher().placement(placement).storage(storage()).build();
        AttachedCatalog attached = attacher.attach(callers);
        Rows.run(callers, "CREATE SCHEMA polaris_catalog.a");
        for (String table : List.of(
                "duckdb_databases()",
                "duckdb_secrets()",
                "duckdb_settings()",
                "duckdb_variables()",
                "duckdb_prepared_statements()",
                "duckdb_logs",
                "duckdb_temporary_files()")) {
            assertThat(String.join("\n", Rows.of(callers, "SELECT * FROM " + table)))
                    .as(table)
                    .doesNotContain(CANARY, BASIC, STORAGE_CANARY);
        }
        assertThat(attached + " " + attacher).doesNotContain(CANARY, STORAGE_CANARY);
        assertThat(secrets()).hasSize(1).allMatch(name -> name.startsWith("floe_storage_"));
    }

    @Test
    void unredactedSecretsCannotBeShownOnAnInstanceOfFloes() throws SQLException {
        try (DuckDbSession session =
                        DuckDbSession.builder().extensions(EXTENSIONS).build();
                java.sql.Connection connection = session.open()) {
            attacher()
                    .placement(CredentialPlacement.TEMPORARY_SECRET)
                    .storage(storage())
                    .build()
                    .attach(connection);
            for (String sql : List.of(
                    "SELECT * FROM duckdb_secrets(redact = false)",
                    "SET allow_unredacted_secrets = true",
                    "COPY (SELECT * FROM duckdb_secrets(redact = false)) TO '/dev/null' (FORMAT csv)")) {
                assertThatThrownBy(() -> Rows.of(connection, sql)).as(sql).hasMessageNotContaining(STORAGE_CANARY);
            }
        }
    }

    @Test
    void aCopiedExceptionChainIsMaskedAllTheWay() {
        Secret secret = Secret.of("secret", () -> CANARY);
        secret.reveal();
        SQLException original = new SQLException("Parser Error: near " + CANARY, new IllegalStateException(CANARY));
        original.addSuppressed(new SQLException("suppressed " + CANARY));
        original.setNextException(new SQLException("next " + CANARY));
        DuckDbException e = DuckDbException.of(original, Redactor.of(List.of(secret)), "Testing");
        assertThat(e.getMessage()).doesNotContain(CANARY);
        assertThat(e.engineMessage()).doesNotContain(CANARY).contains("***");
        SQLException copy = (SQLException) e.getCause();
        assertThat(copy.getStackTrace()).isEqualTo(original.getStackTrace());
        assertThat(copy.getMessage()).isEqualTo("Parser Error: near ***");
        assertThat(copy.getCause().getMessage()).isEqualTo("java.lang.IllegalStateException: ***");
        assertThat(copy.getSuppressed()[0].getMessage()).isEqualTo("suppressed ***");
        assertThat(copy.getNextException().getMessage()).isEqualTo("next ***");
    }

    private static ResolvedStorage storage() {
        return new ResolvedStorage(
                "lake",
                StorageType.S3,
                Optional.of(URI.create("https://s3.example:9000/path/")),
                "x",
                Optional.empty(),
                false,
                Optional.of(new StorageKeys(Secret.of("k", () -> "key"), Secret.of("s", () -> STORAGE_CANARY))));
    }
}
