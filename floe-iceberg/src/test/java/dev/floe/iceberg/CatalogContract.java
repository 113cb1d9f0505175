package dev.floe.iceberg;

import dev.floe.duckdb.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What the contract suites share: a catalog with a namespace of its own, and a name for a table that is not there yet in each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CatalogContract {
    CatalogFixture fixture;
    IcebergTables tables;
    String namespace;
    TableName table;

    /** The catalog to test; closed afterwards. */
    protected abstract CatalogFixture fixture() throws Exception;

    @BeforeAll
    void open() throws Exception {
        fixture = fixture();
        tables = IcebergTables.open(fixture.catalog(), fixture.session(), fixture.redactor());
        namespace = "floe_" + UUID.randomUUID().toString().substring(0, 8);
        tables.ensureNamespace(List.of(namespace));
    }

    @AfterAll
    void close() {
        tables.close();
        fixture.close();
    }

    @BeforeEach
    void freshTable() {
        table = TableName.of(namespace, "t_" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** The table's name in the attached catalog. */
    String sql() {
        return Sql.qualified(fixture.alias(), namespace, table.name());
    }

    TableWrite.Builder write(String select) {
        return TableWrite.builder(table).select(select).putSummary(TableWrite.RUN_ID, "run-1");
    }

    CommitResult commit(TableWrite write) {
        try (StagedWrite staged = tables.stage(write)) {
            return staged.commit();
        }
    }

    CommitResult replace(String select) {
        return commit(write(select).build());
    }

    CommitResult append(String select) {
        return commit(write(select).mode(TableWrite.Mode.APPEND).build());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = fixture.session().open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query, values as texts joined by bars. */
    List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = fixture.session().open();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            while (results.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                    row.add(results.getString(i));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }
}
