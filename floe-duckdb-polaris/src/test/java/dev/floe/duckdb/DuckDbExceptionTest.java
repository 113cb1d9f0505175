package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbExceptionTest {
    /** Messages that were seen, of DuckDB 1.5.5 and Polaris 1.4.1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CATALOG_UNAUTHORIZED | Invalid Configuration Error: OAuth2 token request failed (Unauthorized_401): unauthorized_client - The client is not authorized
            CATALOG_UNAUTHORIZED | Invalid Configuration Error: Request to 'http://h/v1/wh/namespaces' returned a non-200 status code (Unauthorized_401), with reason: Unauthorized
            CATALOG_FORBIDDEN | Invalid Configuration Error: OAuth2 token request failed (BadRequest_400): invalid_scope - The scope is invalid
            WAREHOUSE_NOT_FOUND | Invalid Configuration Error: Request to 'http://h/api/catalog/v1/config?warehouse=nowh' returned a non-200 status code (NotFound_404), with reason: Not Found
            CATALOG_FORBIDDEN | Invalid Configuration Error: Request to 'http://h/v1/config?warehouse=w' returned a non-200 status code (Forbidden_403), with reason: Forbidden
            CATALOG_UNREACHABLE | Invalid Configuration Error: Could not get token from http://h/v1/oauth/tokens: Could not connect to server error for HTTP POST to 'http://h/v1/oauth/tokens'
            CATALOG_UNREACHABLE | IO Error: Could not connect to server error for HTTP GET to 'http://127.0.0.1:1/api/catalog/v1/config?warehouse=b'
            CATALOG_UNREACHABLE | IO Error: Could not resolve hostname error for HTTP GET to 'http://x.invalid/api/catalog/v1/config?warehouse=b'
            CATALOG_UNREACHABLE | IO Error: Timeout was reached error for HTTP GET to 'http://h/api/catalog/v1/config?warehouse=b'
            CATALOG_FAILED | HTTP Error: Request returned HTTP 500 for HTTP GET to 'http://h/api/catalog/v1/config?warehouse=boom'
            SQL_FAILED | IO Error: Could not connect to server error for HTTP GET to 'http://h/data.csv'
            CONFLICT | TransactionContext Error: Failed to commit: Request to 'http://h/v1/wh/transactions/commit' returned a non-200 status code (Conflict_409), with reason: Conflict
            DUCKDB_SECRET_MISSING | Invalid Configuration Error: No ICEBERG secret by the name of 'polaris_secret' could be found
            SECRET_MANAGER_SETTINGS | Invalid Input Error: Changing Secret Manager settings after the secret manager is used is not allowed!
            EXTENSION_UNAVAILABLE | IO Error: Failed to download extension "iceberg" at URL "http://h/iceberg.duckdb_extension.gz"
            EXTENSION_UNAVAILABLE | Catalog Error: Type with name iceberg does not exist!
            EXTENSION_UNAVAILABLE | Binder Error: Unrecognized storage type "iceberg"
            DATABASE_LOCKED | IO Error: Could not set lock on file "/x.duckdb": Conflicting lock is held in /usr/bin/java (PID 17)
            DATABASE_UNAVAILABLE | Connection Error: Can't open a connection to same database file with a different configuration than existing connections
            SQL_FAILED | Catalog Error: Table with name nosuch does not exist!
            """)
    void messagesBecomeCodes(ErrorCode code, String message) {
        DuckDbException e = DuckDbException.of(new SQLException(message), Redactor.none(), "Running model 'orders'");
        assertThat(e.code()).isEqualTo(code);
        assertThat(e).hasMessageStartingWith("Running model 'orders' failed: " + message);
        assertThat(e.engineMessage()).isEqualTo(message);
        assertThat(e.getCause()).isInstanceOf(SQLException.class).hasMessage(message);
    }

    @Test
    void theRealMessageOnTheSecondLineIsFound() throws SQLException {
        DuckDbException e = real("SELECT * FROM nosuch");
        assertThat(e.code()).isEqualTo(ErrorCode.SQL_FAILED);
        assertThat(e.engineMessage()).startsWith("Catalog Error: Table with name nosuch does not exist!");
    }

    @Test
    void aMissingDuckDbExtensionIsSaidToBeMissing() throws SQLException {
        assertThat(real("SELECT * FROM read_csv('https://h.invalid/x.csv')").code())
                .isEqualTo(ErrorCode.EXTENSION_UNAVAILABLE);
        assertThat(real("ATTACH 'x' AS y (TYPE iceberg)").code()).isEqualTo(ErrorCode.EXTENSION_UNAVAILABLE);
        assertThat(real("CREATE SECRET s (TYPE iceberg)").code()).isEqualTo(ErrorCode.EXTENSION_UNAVAILABLE);
    }

    @Test
    void aSecretManagerSettingAfterTheFirstSecretIsSaidToBeTooLate() throws SQLException {
        try (Connection connection = bare()) {
            Rows.run(connection, "CREATE SECRET s (TYPE http)");
            SQLException failure = catchThrowableOfType(
                    SQLException.class, () -> Rows.run(connection, "SET allow_persistent_secrets = false"));
            DuckDbException e = DuckDbException.of(failure, Redactor.none(), "Setting up");
            assertThat(e.code()).isEqualTo(ErrorCode.SECRET_MANAGER_SETTINGS);
            assertThat(e).hasMessageContaining("when the database is opened");
        }
    }

    @Test
    void anInterruptedStatementIsCancelledAndKeepsItsType() throws SQLException {
        try (Connection connection = bare();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            SQLException failure = catchThrowableOfType(
                    SQLException.class,
                    () -> statement.execute("SELECT count(*) FROM range(10000000) a, range(10000000) b"));
            DuckDbException e = DuckDbException.of(failure, Redactor.none(), "Running");
            assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(e.getCause()).isInstanceOf(SQLTimeoutException.class);
        }
    }

    private static Connection bare() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("extension_directory", "/nonexistent");
        return DriverManager.getConnection("jdbc:duckdb:", properties);
    }

    private static DuckDbException real(String sql) throws SQLException {
        try (Connection connection = bare()) {
            return DuckDbException.of(
                    catchThrowableOfType(SQLException.class, () -> Rows.of(connection, sql)),
                    Redactor.none(),
                    "Running");
        }
    }
}
