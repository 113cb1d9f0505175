package com.example;

import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Secret;
import dev.floe.iceberg.CommitResult;
import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableLayout;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableWrite;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** Writes a table of an Iceberg catalog; arguments are the catalog's address and warehouse, secrets come from the environment. */
public final class Tables {
    public static void main(String[] args) throws Exception {
        // tag::tables[]
        IcebergRestCatalog catalog = IcebergRestCatalog.polaris(
                URI.create(args[0]),
                args[1],
                Secret.of("client id", () -> System.getenv("POLARIS_CLIENT_ID")),
                Secret.of("client secret", () -> System.getenv("POLARIS_CLIENT_SECRET")));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                IcebergTables tables = IcebergTables.open(catalog, connection)) {
            tables.ensureNamespace(List.of("shop"));
            TableName orders = TableName.of("shop", "orders");
            TableWrite write = TableWrite.builder(orders)
                    .select("SELECT i AS id, i % 3 AS branch, (i * 1.5)::DECIMAL(9,2) AS amount FROM range(1000) r(i)")
                    .layout(new TableLayout(List.of("branch"), List.of("id"), Map.of()))
                    .putSummary(TableWrite.RUN_ID, "2026-11-24-1")
                    .build();
            try (StagedWrite staged = tables.stage(write)) {
                // Written, and seen by nobody yet: look before it counts.
                ResultSet bad =
                        statement.executeQuery("SELECT count(*) FROM (" + staged.tableQuery() + ") WHERE amount < 0");
                if (bad.next() && bad.getLong(1) == 0) {
                    CommitResult result = staged.commit();
                    System.out.println(result.rows() + " rows in " + result.files() + " files");
                }
            }
            // The partitions that the rows fall in are replaced, others stay.
            TableWrite correction = TableWrite.builder(orders)
                    .select("SELECT 2000 AS id, 2 AS branch, 9.99 AS amount")
                    .mode(TableWrite.Mode.OVERWRITE_PARTITIONS)
                    .build();
            try (StagedWrite staged = tables.stage(correction)) {
                staged.commit();
            }
            System.out.println(tables.maintenance().snapshots(orders).size() + " snapshots");
        }
        // end::tables[]
    }
}
