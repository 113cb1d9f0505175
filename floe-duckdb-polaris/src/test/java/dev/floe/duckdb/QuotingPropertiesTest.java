package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.config.Secret;
import dev.floe.testkit.EmbeddedCatalog;
import dev.floe.testkit.FaultProxy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Names and secrets of any characters reach DuckDB, and the catalog behind it, as they are. */
class QuotingPropertiesTest {
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "''",
            ";",
            "--",
            "/*",
            "*/",
            "\\",
            "\n",
            "\r\n",
            "\t",
            "$$",
            "$1",
            "?",
            "%",
            "%27",
            "&",
            "=",
            "+",
            "#",
            ":",
            "/",
            "@",
            "{{",
            "}}",
            "{%",
            "{#",
            "${",
            "}",
            ".",
            ",",
            "(",
            ")",
            "[",
            "]",
            " ",
            "a",
            "Z",
            "0",
            "é",
            "İ",
            "日本",
            "😀",
            "\u00a0",
            "\u2028",
            "DROP TABLE t",
            "')");

    private static final String CANARY = "c4n4ry";

    private Connection connection;

    @BeforeProperty
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        AttachFixture.EXTENSIONS.loadIceberg(connection);
    }

    @AfterProperty
    void close() throws SQLException {
        connection.close();
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(PIECES)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> String.join("", parts))
                .filter(text -> !text.isBlank());
    }

    /** What a header may hold, by floe's own rule. */
    @Provide
    Arbitrary<String> header() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(text -> "h" + text + "h");
    }

    @Property(tries = 60, seed = "20261124")
    void everythingArrivesAsItIs(
            @ForAll("hostile") String alias,
            @ForAll("hostile") String warehouse,
            @ForAll("hostile") String clientId,
            @ForAll("hostile") String clientSecret,
            @ForAll("hostile") String scope,
            @ForAll("hostile") String namespace,
            @ForAll("header") String header,
            @ForAll CredentialPlacement placement)
            throws SQLException {
        String id = clientId.replace(':', '_');
        // a dot says that a namespace lies in another one
        String schema = "n" + namespace.replace('.', '_');
        try (EmbeddedCatalog catalog = EmbeddedCatalog.builder()
                        .warehouse(warehouse)
                        .principal(id, clientSecret + CANARY)
                        .start();
                FaultProxy proxy = FaultProxy.before(catalog.uri())) {
            PolarisAttacher.Builder builder = PolarisAttacher.builder(proxy.uri(), warehouse)
                    .alias(alias)
                    .clientId(Secret.of("id", () -> id))
                    .clientSecret(Secret.of("secret", () -> clientSecret + CANARY))
                    .scope("PRINCIPAL_ROLE:" + scope.replaceAll("\\s", ""))
                    .placement(placement)
                    .http(HttpOptions.none().withHeader("X-Test", header))
                    .extensions(AttachFixture.EXTENSIONS);
            PolarisAttacher attacher = builder.build();

            attacher.attach(connection);
            String table = Sql.qualified(alias, schema, "t");
            Rows.run(connection, "CREATE SCHEMA " + Sql.qualified(alias, schema));
            Rows.run(connection, "CREATE TABLE " + table + " AS SELECT " + Sql.literal(warehouse) + " AS w");
            assertThat(Rows.one(connection, "SELECT w FROM " + table)).isEqualTo(warehouse);

            assertThat(Rows.of(connection, "SELECT database_name FROM duckdb_databases() WHERE type = 'iceberg'"))
                    .containsExactly(alias);
            assertThat(proxy.requests())
                    .allSatisfy(request -> assertThat(request.headers()).containsEntry("X-Test", header));
            assertThat(builder.build().attach(connection).reused()).isTrue();
            if (placement != CredentialPlacement.INLINE) {
                assertThat(everythingShown()).doesNotContain(CANARY);
            }
            assertThat(attacher.detach(connection)).isTrue();
            assertThat(Rows.of(connection, "SELECT name FROM duckdb_secrets()")).isEmpty();
            refused(builder.alias(alias).clientSecret(Secret.of("secret", () -> CANARY + clientSecret)));
        }
    }

    @Example
    void whatCannotBeSentIsRefusedBeforeAnythingHappens() throws SQLException {
        URI nowhere = URI.create("http://127.0.0.1:1/api/catalog");
        try (Connection fresh = DriverManager.getConnection("jdbc:duckdb:")) {
            for (String[] login : new String[][] {
                {"a:b", "secret"},
                {"", "secret"},
                {"id", " "},
                {"id", CANARY + "\0"},
                {"i\0d", "secret"},
                {"id", CANARY + "\ud800"}
            }) {
                DuckDbException e = catchThrowableOfType(
                        DuckDbException.class,
                        () -> PolarisAttacher.builder(nowhere, "demo")
                                .clientId(Secret.of("id", () -> login[0]))
                                .clientSecret(Secret.of("secret", () -> login[1]))
                                .extensions(AttachFixture.EXTENSIONS)
                                .build()
                                .attach(fresh));
                assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.SETTING_REFUSED);
                assertThat(e).hasMessageNotContaining(CANARY);
            }
            assertThat(Rows.one(
                            fresh,
                            "SELECT count(*) FROM duckdb_extensions() WHERE loaded AND extension_name = 'iceberg'"))
                    .isEqualTo("0");
        }
    }

    private void refused(PolarisAttacher.Builder wrong) throws SQLException {
        for (boolean preflight : new boolean[] {true, false}) {
            DuckDbException e = catchThrowableOfType(
                    DuckDbException.class,
                    () -> wrong.preflight(preflight).build().attach(connection));
            assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_UNAUTHORIZED);
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain(CANARY);
        }
        assertThat(everythingShown()).doesNotContain(CANARY);
    }

    private String everythingShown() throws SQLException {
        StringBuilder all = new StringBuilder();
        for (String table : List.of("duckdb_databases()", "duckdb_secrets()", "duckdb_settings()", "duckdb_logs")) {
            all.append(Rows.of(connection, "SELECT * FROM " + table));
        }
        return all.toString();
    }
}
