package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.testkit.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/security.md says of DuckDB, repeated: if one of these changes, the document has to. */
class HostileSqlTest extends AttachFixture {
    @TempDir
    Path folder;

    @Test
    void theEnvironmentCannotBeRead() throws SQLException {
        try (DuckDbSession session = session();
                Connection connection = session.open()) {
            assertThat(Rows.one(connection, "SELECT length(content) FROM read_text('/proc/self/environ')"))
                    .isEqualTo("0");
            assertThatThrownBy(() -> Rows.of(connection, "SELECT getenv('PATH')"))
                    .hasMessageContaining("getenv does not exist");
        }
    }

    @Test
    void httpLoggingShowsTheLoginOfALaterAttach() throws SQLException {
        String login = Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CANARY).getBytes(StandardCharsets.UTF_8));
        EXTENSIONS.loadIceberg(callers);
        Rows.run(callers, "CALL enable_logging('HTTP')");
        String logged = "SELECT string_agg(message, '') FROM duckdb_logs WHERE type = 'HTTP'";
        attacher().placement(CredentialPlacement.TEMPORARY_SECRET).build().attach(callers);
        assertThat(Rows.one(callers, logged)).contains(login);
        attacher().build().detach(callers);
        Rows.run(callers, "CALL truncate_duckdb_logs()");
        attacher().placement(CredentialPlacement.TOKEN).build().attach(callers);
        assertThat(Rows.one(callers, logged)).doesNotContain(login).contains("Bearer");
    }

    @Test
    void aFailureOfAnAttachedCatalogDoesNotSendAnotherAttachAstray() throws Exception {
        attacher().build().attach(callers);
        catalog.onRequest(request -> Fault.status(500));
        assertThatThrownBy(() -> Rows.run(callers, "CREATE SCHEMA polaris_catalog.a"))
                .isInstanceOf(SQLException.class);
        catalog.onRequest(log);
        attacher().alias("again").build().attach(callers);
        assertThat(catalogs()).hasSize(2);
    }

    private static DuckDbSession session() {
        return DuckDbSession.builder().extensions(EXTENSIONS).build();
    }
}
