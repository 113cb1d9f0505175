package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.OAuth2Credentials;
import dev.floe.duckdb.Sql;
import dev.floe.iceberg.Basis;
import dev.floe.iceberg.CommitResult;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableWrite;
import dev.floe.iceberg.TableWrite.Mode;
import dev.floe.it.LosingProxy.Loss;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits whose request or reply is lost on the way, to the catalog under test: each is made once, and counted as made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostRepliesIT {
    @TempDir
    static Path folder;

    private final String namespace = "floe_" + UUID.randomUUID().toString().substring(0, 8);
    private LosingProxy proxy;
    private AttachedFixture fixture;
    private IcebergTables tables;
    private TableName table;

    @BeforeAll
    void open() throws Exception {
        proxy = new LosingProxy(CatalogUnderTest.get().uri());
        fixture = new AttachedFixture(
                TwoTierFiles.write(folder, CatalogUnderTest.get(), "default").load());
        tables = IcebergTables.open(through(fixture.catalog()), fixture.session(), fixture.redactor());
        tables.ensureNamespace(List.of(namespace));
    }

    @AfterAll
    void close() {
        tables.close();
        fixture.close();
        proxy.close();
    }

    @BeforeEach
    void freshTable() {
        table = TableName.of(namespace, "t_" + UUID.randomUUID().toString().substring(0, 8));
    }

    private IcebergRestCatalog through(IcebergRestCatalog direct) {
        return new IcebergRestCatalog(
                direct.name(),
                direct.namespace(),
                direct.type(),
                proxy.uri(),
                direct.warehouse(),
                direct.credentials()
                        .map(oauth -> new OAuth2Credentials(
                                oauth.clientId(),
                                oauth.clientSecret(),
                                oauth.scope(),
                                URI.create(proxy.uri() + OAuth2Credentials.TOKEN_PATH))),
                direct.http(),
                direct.accessDelegation(),
                direct.writePath(),
                direct.storage(),
                Map.copyOf(direct.properties()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Loss.class,
            names = {"COMMIT", "REPLY"})
    void every_kind_of_write_is_made_once(Loss loss) throws SQLException {
        lose(loss, () -> commit(write("SELECT 1 AS id")));
        lose(loss, () -> commit(write("SELECT 2 AS id, 'x' AS name")));
        lose(loss, () -> commit(write("SELECT 3 AS id, 'y' AS name").mode(Mode.APPEND)));
        lose(loss, () -> commit(write("SELECT 4 AS id, 'z' AS name").overwrite("id = 2")));
        lose(
                loss,
                () -> commit(write("SELECT 5 AS id, 'q' AS name")
                        .mode(Mode.APPEND)
                        .basis(Basis.seen(tables.state(table).orElseThrow().snapshotId()))));

        assertThat(ask("SELECT string_agg(id, ',' ORDER BY id) FROM " + sql())).isEqualTo("3,4,5");
        assertThat(tables.maintenance().snapshots(table)).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Loss.class,
            names = {"COMMIT", "REPLY"})
    void a_compaction_and_a_rollback_are_settled_too(Loss loss) throws SQLException {
        CommitResult first = commit(write("SELECT 1 AS id"));
        commit(write("SELECT 2 AS id").mode(Mode.APPEND));
        lose(
                loss,
                () -> assertThat(tables.maintenance().compact(table, Map.of()).filesAfter())
                        .isEqualTo(1));
        assertThat(ask("SELECT sum(id) FROM " + sql())).isEqualTo("3");
        if (loss == Loss.REPLY) {
            lose(loss, () -> tables.maintenance().rollback(table, first.snapshotId()));
            assertThat(ask("SELECT sum(id) FROM " + sql())).isEqualTo("1");
        }
    }

    @Test
    void a_commit_that_never_arrived_while_somebody_else_wrote_is_a_conflict_that_names_them() throws SQLException {
        CommitResult seen = commit(write("SELECT 1 AS id"));
        try (StagedWrite staged = tables.stage(write("SELECT 2 AS id")
                .basis(Basis.seen(java.util.Optional.of(seen.snapshotId())))
                .build())) {
            CommitResult other = commit(write("SELECT 3 AS id").putSummary(TableWrite.RUN_ID, "other-run"));
            proxy.lose(Loss.COMMIT);
            IcebergException e = catchThrowableOfType(IcebergException.class, staged::commit);
            assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
            assertThat(e.winner().orElseThrow().id()).isEqualTo(other.snapshotId());
            assertThat(e).hasMessageContaining("other-run").hasMessageContaining("append");
        }
        assertThat(ask("SELECT id FROM " + sql())).isEqualTo("3");
    }

    private void lose(Loss loss, Runnable write) {
        proxy.lose(loss);
        write.run();
        assertThat(proxy.hasLost()).isTrue();
    }

    private TableWrite.Builder write(String select) {
        return TableWrite.builder(table).select(select).putSummary(TableWrite.RUN_ID, "lost-run");
    }

    private CommitResult commit(TableWrite.Builder write) {
        try (StagedWrite staged = tables.stage(write.build())) {
            return staged.commit();
        }
    }

    private String sql() {
        return Sql.qualified(fixture.alias(), namespace, table.name());
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = fixture.session().open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
