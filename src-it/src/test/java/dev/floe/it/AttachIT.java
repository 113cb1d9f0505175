package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Secret;
import dev.floe.duckdb.AttachedCatalog;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.duckdb.Sql;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the two files to a table: what floe resolves, attaches, and PyIceberg reads. */
class AttachIT {

    @RegisterExtension
    static final TestNamespace NAMESPACE = new TestNamespace();

    private final CatalogUnderTest catalog = CatalogUnderTest.get();
    private IcebergRestCatalog configured;

    @BeforeEach
    void resolve(@TempDir Path project) {
        configured = (IcebergRestCatalog)
                TwoTierFiles.write(project, catalog, NAMESPACE.name()).load().catalog();
    }

    @ParameterizedTest
    @EnumSource
    void aTableWrittenThroughAnyKindOfAttachmentIsReadByPyIceberg(CredentialPlacement placement) throws SQLException {
        String table = "t_" + placement.name().toLowerCase(Locale.ROOT);
        catalog.prepareNativeCreate(NAMESPACE.levels(), table);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            AttachedCatalog attached =
                    attacher(configured).placement(placement).build().attach(connection);
            String name = Sql.qualified(attached.alias(), configured.namespace(), table);
            statement.execute("CREATE TABLE " + name + " AS SELECT 1 AS n, 'one' AS word");
            statement.execute("INSERT INTO " + name + " VALUES (2, 'two')");

            assertThat(attached.alias()).isEqualTo(PolarisAttacher.DEFAULT_ALIAS);
            assertThat(shows(statement, catalog.clientSecret())).isEqualTo(placement == CredentialPlacement.INLINE);
        }

        assertThat(Witness.get().rows(NAMESPACE.levels(), table, "n"))
                .isEqualTo(List.of(Map.of("n", 1, "word", "one"), Map.of("n", 2, "word", "two")));
    }

    @Test
    void aWrongSecretAnUnknownWarehouseAndNobodyListeningAreToldApart() throws SQLException {
        URI nobody = URI.create("http://127.0.0.1:9/api/catalog");
        assertRefused(
                attacher(configured).clientSecret(Secret.of("wrong", () -> "not-the-secret")),
                ErrorCode.CATALOG_UNAUTHORIZED);
        assertRefused(
                PolarisAttacher.builder(configured.uri(), "no_such_warehouse")
                        .credentials(configured.credentials().orElseThrow())
                        .extensions(extensions()),
                ErrorCode.WAREHOUSE_NOT_FOUND);
        assertRefused(
                PolarisAttacher.builder(nobody, configured.warehouse())
                        .clientId(Secret.of("id", () -> "id"))
                        .clientSecret(Secret.of("secret", () -> "not-the-secret"))
                        .extensions(extensions()),
                ErrorCode.CATALOG_UNREACHABLE);
    }

    private void assertRefused(PolarisAttacher.Builder attacher, ErrorCode code) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> attacher.build().attach(connection))
                    .isInstanceOfSatisfying(
                            FloeException.class, e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessageNotContaining("not-the-secret")
                    .hasMessageNotContaining(catalog.clientSecret());
            assertThat(count(
                            statement,
                            "SELECT count(*) FROM duckdb_databases() WHERE database_name = 'polaris_catalog'"))
                    .isZero();
            assertThat(count(statement, "SELECT count(*) FROM duckdb_secrets()"))
                    .isZero();
        }
    }

    private static PolarisAttacher.Builder attacher(IcebergRestCatalog configured) {
        return PolarisAttacher.builder(configured).extensions(extensions());
    }

    private static DuckDbExtensions extensions() {
        return DuckDbExtensions.directory(DuckDbExtensionRepository.locate());
    }

    /** Whether any SQL on the instance can see a text in its databases or secrets. */
    private static boolean shows(Statement statement, String text) throws SQLException {
        String sought = Sql.literal(text);
        return count(statement, "SELECT count(*) FROM duckdb_databases() d WHERE contains(d::VARCHAR, " + sought + ")")
                        + count(
                                statement,
                                "SELECT count(*) FROM duckdb_secrets() s WHERE contains(s::VARCHAR, " + sought + ")")
                > 0;
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
