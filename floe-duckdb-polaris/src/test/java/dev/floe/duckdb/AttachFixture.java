package dev.floe.duckdb;

import dev.floe.config.Secret;
import dev.floe.testkit.DuckDbExtensionRepository;
import dev.floe.testkit.EmbeddedCatalog;
import dev.floe.testkit.RequestLog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A catalog, and a caller with a connection. */
abstract class AttachFixture {
    static final String CLIENT_ID = "service-account";
    static final String CANARY = "c4n4ry'; --\"secret";
    static final DuckDbExtensions EXTENSIONS = DuckDbExtensions.directory(DuckDbExtensionRepository.locate());

    final RequestLog log = new RequestLog();
    EmbeddedCatalog catalog;
    Connection callers;

    @BeforeEach
    void start() throws SQLException {
        catalog = EmbeddedCatalog.builder()
                .warehouse("demo")
                .principal(CLIENT_ID, CANARY)
                .onRequest(log)
                .start();
        callers = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void stop() throws SQLException {
        callers.close();
        catalog.close();
    }

    PolarisAttacher.Builder attacher() {
        return attacher(CANARY);
    }

    PolarisAttacher.Builder attacher(String secret) {
        return PolarisAttacher.builder(catalog.uri(), "demo")
                .clientId(Secret.of("client id", () -> CLIENT_ID))
                .clientSecret(Secret.of("client secret", () -> secret))
                .extensions(EXTENSIONS);
    }

    List<String> catalogs() throws SQLException {
        return Rows.of(callers, "SELECT database_name FROM duckdb_databases() WHERE type = 'iceberg' ORDER BY 1");
    }

    List<String> secrets() throws SQLException {
        return Rows.of(callers, "SELECT name FROM duckdb_secrets() ORDER BY 1");
    }
}
