package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.Sql;
import dev.floe.iceberg.Basis;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableSnapshot;
import dev.floe.iceberg.TableWrite;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.types.Types;

/** The first half of a write: checks what can be checked, then has DuckDB compute and store the rows. */
final class Staging {
    private final CatalogSession session;
    private final ConnectionSource connections;
    private final CatalogErrors errors;
    private final TableWrite write;
    private final TableName table;
    private final Patience patience;

    Staging(
            CatalogSession session,
            ConnectionSource connections,
            CatalogErrors errors,
            TableWrite write,
            Patience patience) {
        this.session = session;
        this.connections = connections;
        this.errors = errors;
        this.write = write;
        this.table = write.table();
        this.patience = patience;
    }

    StagedWrite stage() {
        Optional<BaseTable> present = session.load(table);
        checkBasis(present);
        try (Connection connection = connections.open();
                PivotedRows rows = PivotedRows.of(connection, write.select())) {
            SelectColumns columns = SelectColumns.describe(connection, table, rows.query());
            Target target = Target.of(session, write, present, columns.schema());
            return stage(connection, fitted(connection, columns, present), target);
        } catch (SQLException e) {
            throw DuckDbException.of(e, errors.redactor(), "The query for table " + table);
        }
    }

    /** The columns as they are written: as the table has them, unless it is replaced. */
    private SelectColumns fitted(Connection connection, SelectColumns columns, Optional<BaseTable> present)
            throws SQLException {
        return write.mode() != TableWrite.Mode.REPLACE && present.isPresent()
                ? columns.fittedTo(connection, table, present.get().schema())
                : columns;
    }

    private StagedTable stage(Connection connection, SelectColumns columns, Target target) throws SQLException {
        VendedSecret secret = new VendedSecret(connections, () -> session.storage(table));
        String folder = newFolder(target);
        boolean staged = false;
        try {
            secret.lend(target.io().properties(), target.location());
            long start = System.nanoTime();
            List<WrittenFile> files = write(connection, columns, columns.writing(), target, folder);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            checkNotNull(columns, target, files);
            Removal removal = removal(connection, target, files);
            staged = true;
            return new StagedTable(
                    this, session, errors, write, columns, target, files, folder, removal, took, secret, patience);
        } finally {
            if (!staged) {
                discard(folder);
                secret.close();
            }
        }
    }

    /** Writes rows that were staged for one state of the table again, for a state whose columns have other ids. */
    List<WrittenFile> rewrite(SelectColumns columns, String query, Target target, String folder) {
        try (Connection connection = connections.open()) {
            return write(connection, columns, query, target, folder);
        } catch (SQLException e) {
            throw DuckDbException.of(e, errors.redactor(), "Writing table " + table + " again");
        }
    }

    /** What goes when the files come. */
    Removal removal(Target target, List<WrittenFile> files) {
        try (Connection connection = connections.open()) {
            return removal(connection, target, files);
        } catch (SQLException e) {
            throw DuckDbException.of(e, errors.redactor(), "Overwriting rows of table " + table);
        }
    }

    private Removal removal(Connection connection, Target target, List<WrittenFile> files) throws SQLException {
        if (target.base() == null) {
            return Removal.NONE;
        }
        return switch (write.mode()) {
            case REPLACE, APPEND -> Removal.NONE;
            case OVERWRITE ->
                new Overwriting(table, target)
                        .matching(connection, write.condition().orElseThrow());
            case OVERWRITE_PARTITIONS -> new Overwriting(table, target).partitionsOf(files);
        };
    }

    /** Removes the files of a write that will not be the table's, where the storage lets floe remove any. */
    void discard(String folder) {
        WriteFolders.remove(connections, folder);
    }

    static String newFolder(Target target) {
        return Locations.newFolder(target.location());
    }

    private List<WrittenFile> write(
            Connection connection, SelectColumns columns, String query, Target target, String folder)
            throws SQLException {
        try {
            Locations.prepare(target.location());
        } catch (IOException e) {
            throw errors.storage("Creating the folders of table " + table, e, table);
        }
        try {
            return ParquetWriter.write(connection, query, columns.of(target.schema()), target, folder);
        } catch (SQLException e) {
            if (isAboutStorage(e, folder)) {
                throw errors.storage("Writing the files of table " + table, e, table);
            }
            throw e;
        }
    }

    /** DuckDB names the file when it cannot be stored; the query's own failures do not. */
    private static boolean isAboutStorage(SQLException failure, String folder) {
        String message = String.valueOf(failure.getMessage());
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        int excerpt = message.indexOf("LINE ");
        String told = excerpt < 0 ? message : message.substring(0, excerpt);
        return told.contains(name) && (told.contains("IO Error") || told.contains("HTTP"));
    }

    private void checkBasis(Optional<BaseTable> present) {
        if (write.basis() instanceof Basis.Seen seen) {
            Optional<TableSnapshot> current =
                    present.flatMap(found -> States.snapshot(found.operations().current()));
            if (!seen.snapshotId().equals(current.map(TableSnapshot::id))) {
                throw Conflict.of(
                        errors, table, seen, current, present.isPresent() ? Conflict.ANOTHER_WAY : Conflict.GONE, null);
            }
        }
    }

    /** Keeps the promise of a NOT NULL column, which a replacement takes over from the table. */
    void checkNotNull(SelectColumns columns, Target target, List<WrittenFile> files) {
        for (Types.NestedField column : target.schema().columns()) {
            if (!column.isRequired()) {
                continue;
            }
            long nulls = columns.has(column.name())
                    ? nulls(columns, column, files)
                    : files.stream().mapToLong(WrittenFile::rows).sum();
            if (nulls > 0) {
                throw new IcebergException(
                        ErrorCode.SCHEMA_INVALID,
                        "Cannot write table " + table + ": its column " + column.name() + " is NOT NULL, but the query"
                                + " gives null in " + nulls + " rows. Filter or replace them, or drop NOT NULL from the"
                                + " table's column.",
                        table,
                        null,
                        null);
            }
        }
    }

    private long nulls(SelectColumns columns, Types.NestedField column, List<WrittenFile> files) {
        long nulls = 0;
        for (WrittenFile file : files) {
            Long known = FileMetrics.nulls(file, column);
            if (known == null) {
                return countNulls(columns, column, files);
            }
            nulls += known;
        }
        return nulls;
    }

    private long countNulls(SelectColumns columns, Types.NestedField column, List<WrittenFile> files) {
        String query = "SELECT count(*) FROM ("
                + columns.reading(files.stream().map(WrittenFile::location).toList()) + ") WHERE "
                + Sql.identifier(column.name()) + " IS NULL";
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw DuckDbException.of(e, errors.redactor(), "Counting nulls for table " + table);
        }
    }
}
